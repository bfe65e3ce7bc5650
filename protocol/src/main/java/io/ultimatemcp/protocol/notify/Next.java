package io.ultimatemcp.protocol.notify;

import java.time.Duration;

/** What the writer of a stream has to do next. */
public sealed interface Next {

    /** Write this message. */
    record Send(Outgoing message) implements Next {}

    /** Write this message under this event id; empty JSON primes the client with the id alone. */
    record SendEvent(String id, Outgoing message) implements Next {}

    /** Nothing came up: write a heartbeat. */
    record Idle() implements Next {}

    /** Say when to come back, then close the connection; the stream goes on without it. */
    record Pause(Duration retry) implements Next {}

    /** Close: everything is written. */
    record End() implements Next {}
}
