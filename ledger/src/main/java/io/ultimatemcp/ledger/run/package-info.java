/**
 * Runs: what a tool was asked, what came of it, and all it takes to ask again.
 *
 * <p>A run, its artifacts, its references to blobs and its outbox entry are one transaction. This
 * room knows no tool and reads no JSON; it stores what it is given.
 */
@NullMarked
package io.ultimatemcp.ledger.run;

import org.jspecify.annotations.NullMarked;
