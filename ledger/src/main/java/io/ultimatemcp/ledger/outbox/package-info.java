/**
 * What other stores have to be told about the ledger, in the order of its commits, at least once.
 *
 * <p>An entry is written by the transaction that it tells of. This room does not know who listens.
 */
@NullMarked
package io.ultimatemcp.ledger.outbox;

import org.jspecify.annotations.NullMarked;
