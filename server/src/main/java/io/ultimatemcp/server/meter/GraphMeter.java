package io.ultimatemcp.server.meter;

import io.ultimatemcp.graph.model.EngineStatus;
import io.ultimatemcp.graph.model.GraphListener;
import io.ultimatemcp.graph.model.PoolUse;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts transactions of the graph, and lives of its engine. */
final class GraphMeter implements GraphListener {
    private final Family<KindCount> kinds = new Family<>(KindCount::new);
    private final LongAdder starts = new LongAdder();
    private final LongAdder failures = new LongAdder();

    /** Transactions of one kind. */
    private static final class KindCount {
        private final Family<LongAdder> endings = new Family<>(LongAdder::new);
        private final Spread durations = Spread.ofDurations();
        private final LongAdder retries = new LongAdder();
    }

    @Override
    public void transaction(Kind kind, Ending ending, Duration took) {
        KindCount count = kinds.of(word(kind));
        count.endings.of(word(ending)).increment();
        count.durations.record(took);
    }

    @Override
    public void retried(Kind kind) {
        kinds.of(word(kind)).retries.increment();
    }

    @Override
    public void engine(EngineStatus status) {
        switch (status) {
            case EngineStatus.Starting _ -> starts.increment();
            case EngineStatus.Failing _ -> failures.increment();
            case EngineStatus.Asleep _, EngineStatus.Awake _ -> {}
        }
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    void writeTo(Sheet sheet) {
        sheet.counters(
                "graph_transactions",
                "Transactions of the graph, by kind and outcome.",
                rows ->
                        kinds.each((kind, count) ->
                                count.endings.each((ending, number) ->
                                        rows.add(number.sum(), "kind", kind, "outcome", ending))));
        sheet.spreads(
                "graph_transaction_duration_seconds",
                "How long transactions of the graph took with their retries, by kind.",
                rows -> kinds.each((kind, count) -> rows.add(count.durations, "kind", kind)));
        sheet.counters(
                "graph_retries",
                "Transactions tried again after a passing fault, by kind.",
                rows -> kinds.each((kind, count) -> rows.add(count.retries.sum(), "kind", kind)));
        sheet.counter(
                "graph_engine_starts", "Starts of the engine or of its connection.", starts.sum());
        sheet.counter("graph_engine_failures", "Starts that failed, and crashes.", failures.sum());
    }

    /** Asking wakes nobody: an engine that nobody has needed yet sleeps. */
    static void write(Optional<EngineStatus> status, Optional<PoolUse> pool, Sheet sheet) {
        Map<String, Integer> states =
                new TreeMap<>(Map.of("asleep", 0, "starting", 0, "awake", 0, "failing", 0));
        states.put(
                switch (status.orElseGet(EngineStatus.Asleep::new)) {
                    case EngineStatus.Asleep _ -> "asleep";
                    case EngineStatus.Starting _ -> "starting";
                    case EngineStatus.Awake _ -> "awake";
                    case EngineStatus.Failing _ -> "failing";
                },
                1);
        sheet.gauges(
                "graph_engine_state",
                "1 for the state that the engine is in.",
                rows -> states.forEach((state, is) -> rows.add(is, "state", state)));
        pool.ifPresent(use -> {
            sheet.gauge("graph_connections_in_use", "Transactions under way.", use.inUse());
            sheet.gauge(
                    "graph_connections_waiting",
                    "Calls that wait for a connection.",
                    use.waiting());
            sheet.gauge("graph_connections_limit", "Connections there may be.", use.most());
        });
    }
}
