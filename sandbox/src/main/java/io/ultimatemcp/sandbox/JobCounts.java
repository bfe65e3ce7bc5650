package io.ultimatemcp.sandbox;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Counts what becomes of jobs. Thread-safe. */
final class JobCounts {
    final LongAdder refused = new LongAdder();
    final LongAdder cold = new LongAdder();
    private final Map<Outcome, LongAdder> ended = new EnumMap<>(Outcome.class);

    JobCounts() {
        for (Outcome outcome : Outcome.values()) {
            ended.put(outcome, new LongAdder());
        }
    }

    void ended(Outcome outcome) {
        Optional.ofNullable(ended.get(outcome)).orElseThrow().increment();
    }

    Map<Outcome, Long> ended() {
        var counts = new EnumMap<Outcome, Long>(Outcome.class);
        ended.forEach((outcome, count) -> counts.put(outcome, count.sum()));
        return counts;
    }
}
