package io.ultimatemcp.server.main;

import io.ultimatemcp.graph.model.EngineStatus;
import io.ultimatemcp.ledger.fault.LedgerException;
import io.ultimatemcp.sandbox.Readiness;
import io.ultimatemcp.server.doctor.PastCheck;
import io.ultimatemcp.server.rest.Health;
import io.ultimatemcp.server.retention.RunRetention;
import io.ultimatemcp.server.settings.Settings;
import io.ultimatemcp.server.tool.Json;
import io.ultimatemcp.server.tool.box.IsolationView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** Asks every part of the workbench how it is. */
final class HealthCheck implements Supplier<Health> {
    private static final Logger LOG = LoggerFactory.getLogger(HealthCheck.class);
    private static final long FRESH_NANOS = 1_000_000_000L;
    private static final long LOW_DISK_BYTES = 256L << 20;

    private final Workbench workbench;
    private final Path dataDirectory;
    private final String engine;
    private volatile @Nullable Seen seen;

    private record Seen(Health health, long at) {}

    HealthCheck(Workbench workbench, Settings settings) {
        this.workbench = workbench;
        this.dataDirectory = settings.data().dir();
        this.engine = Ledgers.isShared(settings) ? "postgresql" : "sqlite";
    }

    /** At most a second old: probes come often, and from many sides. */
    @Override
    public Health get() {
        var last = seen;
        long now = System.nanoTime();
        if (last == null || now - last.at() > FRESH_NANOS) {
            last = new Seen(look(), now);
            seen = last;
        }
        return last.health();
    }

    private Health look() {
        var ledger = ledger();
        boolean ready = ledger.path("status").asString("").equals("ok");
        return new Health(
                ready,
                workbench.graph().status().filter(EngineStatus.Awake.class::isInstance).isPresent(),
                Map.of(
                        "system_store", ledger,
                        "sandbox", sandbox(),
                        "graph", graph(),
                        "cache", status("ok").put("detail", "in memory"),
                        "disk", disk(),
                        "memory", memory()));
    }

    /** Anybody may ask, so where the ledger is stands in the log only. */
    private ObjectNode ledger() {
        try {
            var last = workbench.ledger().notes().get(RunRetention.NOTE);
            var ok = status("ok").put("engine", engine);
            last.ifPresent(note -> ok.set("retention", Json.OWN.readTree(note)));
            return ok;
        } catch (LedgerException e) {
            LOG.warn("the ledger does not answer: {}", e.getMessage());
            return status("failing")
                    .put("engine", engine)
                    .put("detail", "does not answer; the log says why");
        }
    }

    private ObjectNode sandbox() {
        try {
            return switch (workbench.sandbox().readiness()) {
                case Readiness.Ready(var isolation, var languages) -> {
                    var ok = status("ok");
                    ok.set("isolation", IsolationView.of(isolation));
                    ok.set("languages", Json.MAPPER.valueToTree(languages));
                    lastCheck().ifPresent(past -> tell(ok, past));
                    yield ok;
                }
                case Readiness.Refusing(String reason, String fix) ->
                        status("failing").put("detail", reason).put("fix", fix);
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return status("unknown");
        }
    }

    /**
     * What is stored of the last self-check; empty when none was made, or while nothing is known.
     */
    Optional<PastCheck> lastCheck() {
        try {
            return PastCheck.read(dataDirectory, Version.TEXT, workbench.sandbox().readiness());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /** The numbers alone: this page is public, and what got out is the admin's to know. */
    private static void tell(ObjectNode sandbox, PastCheck past) {
        var check = past.check();
        sandbox.putObject("self_check")
                .put("at", check.at())
                .put("passed", check.passed())
                .put("held", check.held())
                .put("of", check.of())
                .put("stale", past.stale());
        if (!past.stale() && !check.passed()) {
            sandbox.put("status", "failing")
                    .put("detail", "the last self-check failed")
                    .put("fix", "ultimate-mcp doctor tells which attacks were not held");
        }
    }

    /** As it is: asking starts nothing, and an engine asleep is as it should be. */
    private ObjectNode graph() {
        var graph =
                switch (workbench.graph().status().orElseGet(EngineStatus.Asleep::new)) {
                    case EngineStatus.Asleep _ -> status("ok").put("state", "asleep");
                    case EngineStatus.Starting _ -> status("ok").put("state", "starting");
                    case EngineStatus.Awake _ -> status("ok").put("state", "awake");
                    case EngineStatus.Failing(String reason) ->
                            status("failing").put("state", "failing").put("detail", reason);
                };
        graph.put("engine", workbench.graph().isLocal() ? "local" : "remote");
        try {
            var lag = workbench.projector().lag();
            graph.putObject("projection")
                    .put("pending", lag.pending())
                    .put("lag_seconds", lag.oldest().toMillis() / 1_000.0)
                    .put("p95_seconds", lag.p95().toMillis() / 1_000.0)
                    .put("skipped", lag.skipped());
        } catch (LedgerException e) {
            graph.put("projection", "unknown");
        }
        return graph;
    }

    private ObjectNode disk() {
        try {
            long free = Files.getFileStore(dataDirectory).getUsableSpace();
            return status(free < LOW_DISK_BYTES ? "failing" : "ok").put("free_bytes", free);
        } catch (IOException e) {
            return status("unknown");
        }
    }

    private static ObjectNode memory() {
        var runtime = Runtime.getRuntime();
        return status("ok")
                .put("heap_used_bytes", runtime.totalMemory() - runtime.freeMemory())
                .put("heap_max_bytes", runtime.maxMemory());
    }

    private static ObjectNode status(String status) {
        return Json.MAPPER.createObjectNode().put("status", status);
    }
}
