/** Reads everything that is stored and holds it to its digests. Changes nothing. */
@NullMarked
package io.ultimatemcp.ledger.check;

import org.jspecify.annotations.NullMarked;
