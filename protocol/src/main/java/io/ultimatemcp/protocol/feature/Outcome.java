package io.ultimatemcp.protocol.feature;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a call ends for now. A handler that returns {@link NeedsInput} is called again, from its
 * start, when the answers are there: so no side effect before the last round.
 */
public sealed interface Outcome<R> {

    /** The result. */
    record Done<R>(R value) implements Outcome<R> {}

    /**
     * The client has to answer first.
     *
     * @param ask questions by a key of the handler's choice; empty asks the client just to repeat
     *     the call
     * @param carry what {@link Exchange#carry()} shall hold in the next round; sealed when it
     *     travels; null for nothing
     */
    record NeedsInput<R>(Map<String, InputRequest> ask, @Nullable JsonNode carry)
            implements Outcome<R> {
        public NeedsInput {
            ask = new LinkedHashMap<>(ask);
        }
    }

    /**
     * Runs on as a task, which is already durable; only for clients with {@link
     * ClientView#takesTasks()}.
     */
    record Deferred<R>(String taskId) implements Outcome<R> {}

    static <R> Outcome<R> done(R value) {
        return new Done<>(value);
    }

    /** Asks one question. */
    static <R> Outcome<R> ask(String key, InputRequest request) {
        return new NeedsInput<>(Map.of(key, request), null);
    }
}
