package io.ultimatemcp.protocol.interact;

import tools.jackson.databind.node.ObjectNode;

/** How a driven call ended for its wire. */
public sealed interface Ending<R> {

    /** With a value. */
    record Value<R>(R value) implements Ending<R> {}

    /** With an {@code InputRequiredResult}. */
    record Asks<R>(ObjectNode result) implements Ending<R> {}

    /** As a task. */
    record Task<R>(String id) implements Ending<R> {}

    /** Not at all, because the client cannot or will not answer; the sentence says what. */
    record Unanswered<R>(String reason) implements Ending<R> {}
}
