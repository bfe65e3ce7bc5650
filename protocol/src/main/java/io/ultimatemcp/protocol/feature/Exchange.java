package io.ultimatemcp.protocol.feature;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/** All a handler may know of its caller, and how it talks back while it works. Thread-safe. */
public interface Exchange {

    Caller caller();

    ClientView client();

    /**
     * What the client answered so far, over all rounds, by the key it was asked under. The value is
     * the bare result of the asked method. Empty in the first round.
     */
    Map<String, JsonNode> answers();

    /**
     * What the previous round left in {@link Outcome.NeedsInput#carry()}; a missing node when
     * nothing.
     */
    JsonNode carry();

    Cancel cancel();

    /**
     * A member of the request's {@code _meta}, such as {@code traceparent}; a missing node when
     * absent.
     */
    JsonNode meta(String key);

    /**
     * Reports progress to a client that asked for it. Must grow from call to call; what the client
     * cannot take in time is replaced by the newest.
     */
    void progress(double done, OptionalDouble total, String message);

    /** Logs to a client that asked for messages of this level. */
    void log(LogLevel level, String logger, JsonNode data);

    /**
     * Lets go of the client's connection while the call goes on: a client of 2025-11-25 comes back
     * for the result after {@code retry}. Without effect on every other wire.
     */
    void letGo(Duration retry);
}
