/**
 * What the server says unasked: bounded queues before slow readers, and who wants to hear of which
 * change. Writes to no transport itself.
 */
@NullMarked
package io.ultimatemcp.protocol.notify;

import org.jspecify.annotations.NullMarked;
