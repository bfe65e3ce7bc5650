package io.ultimatemcp.server.guard.identity;

import io.ultimatemcp.protocol.feature.Caller;

/** The answer to "who is calling?". There is no default identity: what is not known is refused. */
public sealed interface Identity {
    /** The token is good. */
    record Known(Caller caller) implements Identity {}

    /** No token was sent. */
    record Missing() implements Identity {}

    /**
     * A token was sent and is not good.
     *
     * @param reason for the client; never holds the token
     */
    record Invalid(String reason) implements Identity {}
}
