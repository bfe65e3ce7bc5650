/** Tests of the ledger from its door, on both engines. */
@NullMarked
package io.ultimatemcp.ledger;

import org.jspecify.annotations.NullMarked;
