/** Measures the ledger on this machine, from a command line; asserts nothing. */
@NullMarked
package io.ultimatemcp.ledger.bench;

import org.jspecify.annotations.NullMarked;
