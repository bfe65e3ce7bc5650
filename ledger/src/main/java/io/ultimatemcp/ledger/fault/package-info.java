/**
 * Every way the ledger can say no, as one sealed family of exceptions.
 *
 * <p>Rooms above decide what a fault means to a caller (a status, an exit code); this room knows
 * neither tables nor doors.
 */
@NullMarked
package io.ultimatemcp.ledger.fault;

import org.jspecify.annotations.NullMarked;
