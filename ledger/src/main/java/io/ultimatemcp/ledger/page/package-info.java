/**
 * Lists cut into pages, and the cursors between them.
 *
 * <p>Cursors are opaque and sealed with a key of the ledger, so that a client can neither forge one
 * nor use it on another list. This room knows no table.
 */
@NullMarked
package io.ultimatemcp.ledger.page;

import org.jspecify.annotations.NullMarked;
