/**
 * Runs a handler until it is done: by asking the client to repeat the call with answers and sealed
 * state, or by asking it while the call waits. Handlers see no difference.
 */
@NullMarked
package io.ultimatemcp.protocol.interact;

import org.jspecify.annotations.NullMarked;
