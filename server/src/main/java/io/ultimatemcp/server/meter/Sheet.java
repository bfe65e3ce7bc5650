package io.ultimatemcp.server.meter;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one scrape shows. Names are given without the common prefix, those of counters without
 * {@code _total}. A metric without a row is left out. One thread.
 */
final class Sheet {
    static final String PREFIX = "ultimate_mcp_";

    private final List<MetricSnapshot> all = new ArrayList<>();

    /** Takes the rows of a metric, each with its labels as name and value in turn. */
    @FunctionalInterface
    interface Rows {
        void add(Number value, String... labels);
    }

    /** The same for distributions. */
    @FunctionalInterface
    interface SpreadRows {
        void add(Spread value, String... labels);
    }

    void gauge(String name, String help, Number value) {
        gauges(name, help, rows -> rows.add(value));
    }

    void gauges(String name, String help, Consumer<Rows> filler) {
        var points = new ArrayList<GaugeDataPointSnapshot>();
        filler.accept((value, labels) ->
                points.add(
                        GaugeDataPointSnapshot.builder()
                                .value(value.doubleValue())
                                .labels(Labels.of(labels))
                                .build()));
        if (!points.isEmpty()) {
            all.add(new GaugeSnapshot(described(name, help), points));
        }
    }

    void counter(String name, String help, Number value) {
        counters(name, help, rows -> rows.add(value));
    }

    void counters(String name, String help, Consumer<Rows> filler) {
        var points = new ArrayList<CounterDataPointSnapshot>();
        filler.accept((value, labels) ->
                points.add(
                        CounterDataPointSnapshot.builder()
                                .value(value.doubleValue())
                                .labels(Labels.of(labels))
                                .build()));
        if (!points.isEmpty()) {
            all.add(new CounterSnapshot(described(name, help), points));
        }
    }

    void spreads(String name, String help, Consumer<SpreadRows> filler) {
        var points = new ArrayList<HistogramDataPointSnapshot>();
        filler.accept((value, labels) ->
                points.add(
                        HistogramDataPointSnapshot.builder()
                                .classicHistogramBuckets(
                                        ClassicHistogramBuckets.of(value.bounds(), value.counts()))
                                .sum(value.sum())
                                .labels(Labels.of(labels))
                                .build()));
        if (!points.isEmpty()) {
            all.add(new HistogramSnapshot(described(name, help), points));
        }
    }

    /** Shares of values, from the share to what it does not exceed. */
    void quantiles(String name, String help, Map<Double, Double> shares, long count) {
        var quantiles =
                shares.entrySet().stream()
                        .map(share -> new Quantile(share.getKey(), share.getValue()))
                        .toList();
        all.add(
                new SummarySnapshot(
                        described(name, help),
                        List.of(
                                SummaryDataPointSnapshot.builder()
                                        .quantiles(Quantiles.of(quantiles))
                                        .count(count)
                                        .build())));
    }

    void info(String name, String help, String... labels) {
        all.add(
                new InfoSnapshot(
                        described(name, help),
                        List.of(new InfoDataPointSnapshot(Labels.of(labels)))));
    }

    MetricSnapshots snapshots() {
        return new MetricSnapshots(all);
    }

    private static MetricMetadata described(String name, String help) {
        return new MetricMetadata(PREFIX + name, help, unit(name));
    }

    private static @Nullable Unit unit(String name) {
        return name.endsWith("_seconds")
                ? Unit.SECONDS
                : name.endsWith("_bytes") ? Unit.BYTES : null;
    }
}
