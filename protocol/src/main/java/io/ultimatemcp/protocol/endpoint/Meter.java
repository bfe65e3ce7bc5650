package io.ultimatemcp.protocol.endpoint;

/** Told what happens, for metrics. Called on the hot path: count and return. Thread-safe. */
public interface Meter {
    /** Counts nothing. */
    Meter NONE = new Meter() {};

    /**
     * A call was answered.
     *
     * @param method the JSON-RPC method, or {@code unknown}
     * @param outcome {@code ok}, {@code tool_error}, {@code input_required}, {@code task}, {@code
     *     cancelled} or the JSON-RPC error code
     * @param nanos how long it took
     */
    default void call(String method, String outcome, long nanos) {}

    /** A stream was opened ({@code +1}) or ended ({@code -1}). */
    default void streams(int change) {}

    /** A session began ({@code +1}) or ended ({@code -1}). */
    default void sessions(int change) {}
}
