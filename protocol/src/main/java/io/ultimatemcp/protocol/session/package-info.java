/**
 * The stateful revisions' sessions: what was negotiated, what runs, what can be replayed, and the
 * questions a client has still to answer. Knows no HTTP and no pipe.
 */
@NullMarked
package io.ultimatemcp.protocol.session;

import org.jspecify.annotations.NullMarked;
