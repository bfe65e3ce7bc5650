package io.ultimatemcp.server.meter;

import io.ultimatemcp.protocol.endpoint.Meter;
import java.util.concurrent.atomic.LongAdder;

/** Counts calls of the protocol. */
final class McpMeter implements Meter {
    private final Family<MethodCount> methods = new Family<>(MethodCount::new);
    private final LongAdder streams = new LongAdder();
    private final LongAdder sessions = new LongAdder();

    /** Calls of one method. */
    private static final class MethodCount {
        private final Family<LongAdder> outcomes = new Family<>(LongAdder::new);
        private final Spread durations = Spread.ofDurations();
    }

    @Override
    public void call(String method, String outcome, long nanos) {
        MethodCount count = methods.of(method);
        count.outcomes.of(outcome).increment();
        count.durations.record(nanos);
    }

    @Override
    public void streams(int change) {
        streams.add(change);
    }

    @Override
    public void sessions(int change) {
        sessions.add(change);
    }

    void writeTo(Sheet sheet) {
        sheet.counters(
                "mcp_calls",
                "Calls of the protocol that were answered, by method and outcome.",
                rows ->
                        methods.each((method, count) ->
                                count.outcomes.each((outcome, number) ->
                                        rows.add(
                                                number.sum(),
                                                "method",
                                                method,
                                                "outcome",
                                                outcome))));
        sheet.spreads(
                "mcp_call_duration_seconds",
                "How long calls of the protocol took, by method.",
                rows ->
                        methods.each(
                                (method, count) -> rows.add(count.durations, "method", method)));
        sheet.gauge("mcp_streams", "Open event streams.", Math.max(0, streams.sum()));
        sheet.gauge("mcp_sessions", "Stateful sessions over HTTP.", Math.max(0, sessions.sum()));
    }

    static void write(McpUse use, Sheet sheet) {
        sheet.gauge("mcp_calls_in_flight", "Calls of the protocol under way.", use.calls());
        sheet.gauge(
                "mcp_calls_limit",
                "Calls of the protocol that may be under way at once.",
                use.mostCalls());
        sheet.gauge(
                "mcp_sessions_limit",
                "Stateful sessions over HTTP that there may be.",
                use.mostSessions());
        sheet.gauge("mcp_tasks_running", "Tasks that run in this process.", use.tasks());
    }
}
