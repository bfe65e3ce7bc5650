/**
 * Turns that several nodes take at what only one may do at a time. A lease ends by itself, so a
 * node that dies holds up the others for its life and no longer. This room does not know what is
 * done under a lease; whatever it is has to bear being done twice, for clocks differ and nodes
 * stall.
 */
@NullMarked
package io.ultimatemcp.ledger.lease;

import org.jspecify.annotations.NullMarked;
