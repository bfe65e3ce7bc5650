package io.ultimatemcp.server.meter;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.ultimatemcp.server.rest.MetricsForm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers scrapes. What a part cannot tell in time is left out, and {@code scrape_part_success}
 * says so. Safe for any thread; blocks for a second and a half at most.
 */
public final class Scrape implements Function<MetricsForm, byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(Scrape.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /** What costs a look at every row is looked at once a minute. */
    private static final Duration SLOW = Duration.ofMinutes(1);

    private final Meters meters;
    private final Parts parts;
    private final List<Part<?>> stored;
    private @Nullable Registry registry;

    private record Part<T>(Glance<T> glance, BiConsumer<T, Sheet> writer) {
        Asked<T> ask() {
            return new Asked<>(glance.name(), glance.begin(), writer);
        }
    }

    private record Asked<T>(String part, CompletableFuture<T> answer, BiConsumer<T, Sheet> writer) {
        /** Whether it told in time. */
        boolean writeTo(Sheet sheet, long end) {
            var told = Glance.await(answer, end);
            told.ifPresent(value -> writer.accept(value, sheet));
            return told.isPresent();
        }
    }

    public Scrape(Meters meters, Parts parts) {
        this.meters = meters;
        this.parts = parts;
        var stored = parts.stored();
        this.stored =
                List.of(
                        part(
                                "projection",
                                Duration.ZERO,
                                stored.projection(),
                                StoredRows::projection),
                        part("tasks", Duration.ofSeconds(10), stored.tasks(), StoredRows::tasks),
                        part(
                                "backups",
                                Duration.ofSeconds(10),
                                stored.backups(),
                                StoredRows::backups),
                        part("contents", SLOW, stored.contents(), StoredRows::contents),
                        part("disk", Duration.ZERO, this::store, Scrape::disk));
    }

    @Override
    public byte[] apply(MetricsForm form) {
        return registry().write(form.contentType());
    }

    /** Everything that this server counts itself. */
    MetricSnapshots collect() {
        var sheet = new Sheet();
        var success = new TreeMap<String, Boolean>();
        long end = System.nanoTime() + PATIENCE.toNanos();
        var asked = stored.stream().map(Part::ask).toList();
        sheet.info("build", "This program.", "version", parts.version());
        meters.writeTo(sheet);
        var now = parts.now();
        success.put("mcp", told(now.mcp(), McpMeter::write, sheet));
        success.put("sandbox", told(now.sandbox(), SandboxRows::write, sheet));
        success.put("sessions", told(now.sessions(), SandboxRows::write, sheet));
        success.put("ledger", told(now.ledger(), WriterMeter::write, sheet));
        success.put(
                "graph",
                told(
                        now.connections(),
                        (pool, to) -> GraphMeter.write(now.engine().get(), pool, to),
                        sheet));
        asked.forEach(each -> success.put(each.part(), each.writeTo(sheet, end)));
        sheet.gauges(
                "scrape_part_success",
                "Whether a part told its metrics in time; 0 means that they are left out.",
                rows -> success.forEach((part, well) -> rows.add(well ? 1 : 0, "part", part)));
        return sheet.snapshots();
    }

    /** A part that fails takes no other with it. */
    private static <T> boolean told(Supplier<T> source, BiConsumer<T, Sheet> writer, Sheet sheet) {
        try {
            writer.accept(source.get(), sheet);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("metrics are missing", e);
            return false;
        }
    }

    private static <T> Part<T> part(
            String name, Duration fresh, Supplier<T> source, BiConsumer<T, Sheet> writer) {
        return new Part<>(new Glance<>(name, fresh, source), writer);
    }

    private record Disk(long free, long size) {}

    private Disk store() {
        try {
            FileStore store = Files.getFileStore(parts.data());
            return new Disk(store.getUsableSpace(), store.getTotalSpace());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void disk(Disk disk, Sheet sheet) {
        sheet.gauge("disk_free_bytes", "What is free where the data directory is.", disk.free());
        sheet.gauge("disk_size_bytes", "The size of what it is on.", disk.size());
    }

    private synchronized Registry registry() {
        Registry made = registry;
        if (made == null) {
            made = new Registry(this::collect);
            registry = made;
        }
        return made;
    }
}
