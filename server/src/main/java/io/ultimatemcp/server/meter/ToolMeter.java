package io.ultimatemcp.server.meter;

import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.run.Door;
import io.ultimatemcp.server.run.RunListener;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** Counts calls of tools, whichever door they came through. */
final class ToolMeter {
    private static final String REFUSED = "refused";

    private final Family<ToolCount> tools = new Family<>(ToolCount::new);
    private final Refusals refusals;

    ToolMeter(Refusals refusals) {
        this.refusals = refusals;
    }

    /** Calls of one tool. */
    private static final class ToolCount {
        private final Family<Family<LongAdder>> calls =
                new Family<>(() -> new Family<>(LongAdder::new));
        private final Spread durations = Spread.ofDurations();
    }

    /** Counts what it hears; {@code next} hears of every stored run too. */
    RunListener before(RunListener next) {
        return new RunListener() {
            @Override
            public void stored(String tool) {
                next.stored(tool);
            }

            @Override
            public void answered(String tool, Door door, String outcome, Duration took) {
                count(tool, door, outcome, took);
            }

            @Override
            public void refused(String tool, Door door, ErrorCode code, Duration took) {
                count(tool, door, REFUSED, took);
                // what goes back over REST is counted at the HTTP door, with what got no further
                if (door != Door.REST) {
                    refusals.count(code);
                }
            }
        };
    }

    private void count(String tool, Door door, String outcome, Duration took) {
        ToolCount count = tools.of(tool);
        count.calls.of(door.text()).of(outcome).increment();
        count.durations.record(took);
    }

    void writeTo(Sheet sheet) {
        sheet.counters(
                "tool_calls",
                "Calls of tools, by tool, door and outcome.",
                rows ->
                        tools.each((tool, count) ->
                                count.calls.each((door, outcomes) ->
                                        outcomes.each((outcome, number) ->
                                                rows.add(
                                                        number.sum(),
                                                        "tool",
                                                        tool,
                                                        "door",
                                                        door,
                                                        "outcome",
                                                        outcome)))));
        sheet.spreads(
                "tool_call_duration_seconds",
                "How long calls of tools took, with the storing, by tool.",
                rows -> tools.each((tool, count) -> rows.add(count.durations, "tool", tool)));
    }
}
