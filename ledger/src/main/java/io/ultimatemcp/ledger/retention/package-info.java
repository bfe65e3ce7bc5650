/**
 * Forgetting in good order: the oldest runs first, in small turns between the writes of others,
 * then the contents and files that nothing refers to any more.
 */
@NullMarked
package io.ultimatemcp.ledger.retention;

import org.jspecify.annotations.NullMarked;
