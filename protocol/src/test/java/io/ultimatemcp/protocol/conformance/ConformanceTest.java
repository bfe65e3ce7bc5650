package io.ultimatemcp.protocol.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.protocol.fixture.FixtureServer;
import io.ultimatemcp.protocol.wire.Json;
import io.ultimatemcp.protocol.wire.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * The official suite finds nothing to complain about. Stricter than its exit code: a warning is a
 * failure, and so is a scenario that tested nothing.
 */
final class ConformanceTest {
    /** The suite itself can not exercise these yet and always skips them. */
    private static final Set<String> NOT_TESTABLE = Set.of("tasks-status-notifications");

    private static final Json JSON =
            new Json(new Limits.Requests(64 << 20, 200, 8 << 20, 64, 256, 4096, 50, 100));

    @TempDir private Path out;

    @ParameterizedTest
    @CsvSource({"2026-07-28, 50", "2025-11-25, 33"})
    void everyScenarioOfTheRevisionPasses(String revision, int scenarios)
            throws IOException, InterruptedException {
        Suite suite = Suite.installed();
        try (FixtureServer server = FixtureServer.start()) {
            List<Path> results = suite.server(server.url(), revision, out);
            assertThat(results).as("scenarios that ran").hasSize(scenarios);
            var complaints = new ArrayList<String>();
            for (Path result : results) {
                complaints.addAll(complaints(result));
            }
            assertThat(complaints).isEmpty();
        }
    }

    private static List<String> complaints(Path result) throws IOException {
        var complaints = new ArrayList<String>();
        boolean tested = false;
        for (JsonNode check : JSON.read(Files.readAllBytes(result.resolve("checks.json")))) {
            String status = check.path("status").stringValue("");
            tested |= status.equals("SUCCESS");
            if (status.equals("FAILURE") || status.equals("WARNING")) {
                complaints.add(
                        result.getFileName()
                                + " "
                                + check.path("id").asString("")
                                + ": "
                                + check.path("errorMessage").asString(""));
            }
        }
        String name = result.getFileName().toString();
        if (!tested && NOT_TESTABLE.stream().noneMatch(name::contains)) {
            complaints.add(name + " tested nothing");
        }
        return complaints;
    }
}
