package io.ultimatemcp.server.meter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.graph.model.EngineStatus;
import io.ultimatemcp.ledger.blob.BlobCount;
import io.ultimatemcp.ledger.fault.LedgerUnavailable;
import io.ultimatemcp.ledger.sql.DatabaseUse;
import io.ultimatemcp.ledger.task.TaskStatus;
import io.ultimatemcp.sandbox.SandboxUse;
import io.ultimatemcp.sandbox.session.SessionUse;
import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.rest.MetricsForm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScrapeTest {
    private final Meters meters = new Meters();
    private final CountDownLatch over = new CountDownLatch(1);

    @TempDir Path data;

    @Test
    void whatFailsOrHangsIsLeftOutAndTheRestIsThere() {
        Supplier<BlobCount> hanging =
                () -> {
                    try {
                        over.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return new BlobCount(1, 1);
                };
        var scrape =
                new Scrape(
                        meters,
                        parts(
                                () -> {
                                    throw new IllegalStateException("the sandbox is away");
                                },
                                hanging));
        long start = System.nanoTime();

        String text = new String(scrape.apply(MetricsForm.PROMETHEUS), UTF_8);

        over.countDown();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
        assertThat(text)
                .contains("ultimate_mcp_scrape_part_success{part=\"sandbox\"} 0.0\n")
                .contains("ultimate_mcp_scrape_part_success{part=\"projection\"} 0.0\n")
                .contains("ultimate_mcp_scrape_part_success{part=\"contents\"} 0.0\n")
                .contains("ultimate_mcp_scrape_part_success{part=\"tasks\"} 1.0\n")
                .contains("ultimate_mcp_tasks{status=\"working\"} 2.0\n")
                .contains("ultimate_mcp_graph_engine_state{state=\"asleep\"} 1.0\n")
                .contains("ultimate_mcp_build_info{version=\"1\"} 1")
                .contains("jvm_memory_used_bytes")
                .doesNotContain("ultimate_mcp_sandbox_places")
                .doesNotContain("ultimate_mcp_projection")
                .doesNotContain("ultimate_mcp_ledger_contents");
    }

    @Test
    void whatIsCountedIsShownInBothForms() {
        meters.http().began();
        meters.http().ended("/x", "BREW", 404, Duration.ofMillis(2));
        meters.http().refused(ErrorCode.NOT_FOUND);
        meters.mcp().call("tools/call", "ok", 700_000);
        meters.ledger().committed(3, Duration.ofMillis(4));
        var scrape = new Scrape(meters, parts(ScrapeTest::busy, () -> new BlobCount(5, 50)));

        String plain = new String(scrape.apply(MetricsForm.PROMETHEUS), UTF_8);
        String open = new String(scrape.apply(MetricsForm.OPENMETRICS), UTF_8);

        assertThat(plain)
                .contains(
                        "ultimate_mcp_http_requests_total{method=\"other\",route=\"/x\",status=\"4xx\"} 1.0\n")
                .contains("ultimate_mcp_refusals_total{code=\"not_found\"} 1.0\n")
                .contains("ultimate_mcp_http_requests_in_flight 0.0\n")
                .contains(
                        "ultimate_mcp_mcp_call_duration_seconds_bucket{method=\"tools/call\",le=\"5.0E-4\"} 0\n")
                .contains(
                        "ultimate_mcp_mcp_call_duration_seconds_bucket{method=\"tools/call\",le=\"0.001\"} 1\n")
                .contains("ultimate_mcp_ledger_commit_changes_sum 3.0\n")
                .contains("ultimate_mcp_sandbox_places_limit 8.0\n")
                .contains("ultimate_mcp_ledger_contents_bytes 50.0\n");
        assertThat(open)
                .contains("# UNIT ultimate_mcp_mcp_call_duration_seconds seconds\n")
                .endsWith("# EOF\n");
    }

    private Parts parts(Supplier<SandboxUse> sandbox, Supplier<BlobCount> contents) {
        return new Parts(
                "1",
                data,
                new Parts.Now(
                        () -> new McpUse(0, 1, 1, 0),
                        sandbox,
                        () -> new SessionUse(0, 1, 0),
                        () -> new DatabaseUse(new DatabaseUse.Queue(0, 1, 0, 1), Optional.empty()),
                        Optional::<EngineStatus>empty,
                        Optional::empty),
                new Parts.Stored(
                        () -> {
                            throw new LedgerUnavailable("away", null);
                        },
                        contents,
                        () -> Map.of(TaskStatus.WORKING, 2L),
                        List::of));
    }

    private static SandboxUse busy() {
        return new SandboxUse(
                Optional.of(true),
                1,
                8,
                0,
                0,
                0,
                1,
                0,
                0,
                0,
                List.of(),
                Map.of(),
                new SandboxUse.Memory(0, 1, 0, 1),
                new SandboxUse.Egress(0, Map.of(), 0, 0));
    }
}
