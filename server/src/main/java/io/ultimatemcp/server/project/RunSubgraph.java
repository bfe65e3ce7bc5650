package io.ultimatemcp.server.project;

import io.ultimatemcp.graph.projection.ArtifactNode;
import io.ultimatemcp.graph.projection.CodeVersion;
import io.ultimatemcp.graph.projection.RunNode;
import io.ultimatemcp.graph.projection.RunProjection;
import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.run.Run;
import io.ultimatemcp.server.tool.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes a stored run the subgraph it becomes. Reads the ledger, so it blocks. One thread only. */
final class RunSubgraph {
    /** Numbers of a result that are worth asking for, by name. */
    private static final List<String> FACTS =
            List.of(
                    "return_code",
                    "linter_exit_code",
                    "complexity",
                    "cpu_seconds",
                    "peak_memory_bytes",
                    "row_count",
                    "nodes_created",
                    "relationships_created");

    private static final List<String> COUNTS =
            List.of("total", "passed", "failed", "errors", "skipped");

    private final Ledger ledger;
    private final CodeReader codes;

    RunSubgraph(Ledger ledger) {
        this.ledger = ledger;
        this.codes = new CodeReader(ledger);
    }

    RunProjection of(Run run) {
        JsonNode result = Json.OWN.readTree(run.result());
        Code code = codes.of(run);
        return new RunProjection(
                node(run, result),
                Optional.of(run.principal()),
                code.version().map(List::<CodeVersion>of).orElse(List.of()),
                run.artifacts().stream()
                        .map(artifact ->
                                new ArtifactNode(
                                        artifact.path(),
                                        artifact.size(),
                                        artifact.mimeType(),
                                        artifact.sha256().hex()))
                        .toList(),
                Findings.of(result, code),
                Cases.of(result, code),
                // A run that is gone is not mentioned, or starting over would bring it back.
                Optional.ofNullable(run.replays()).filter(id -> ledger.run(id).isPresent()));
    }

    private static RunNode node(Run run, JsonNode result) {
        return new RunNode(
                run.id(),
                kind(run.tool()),
                run.tool(),
                Optional.ofNullable(run.language()),
                run.outcome(),
                run.startedAt(),
                run.duration(),
                facts(run, result));
    }

    /** The second labels are those of the original platform. */
    private static RunNode.Kind kind(String tool) {
        return switch (tool) {
            case "lint_code" -> RunNode.Kind.LINT;
            case "execute_code" -> RunNode.Kind.EXECUTION;
            case "run_tests" -> RunNode.Kind.TEST;
            case "generate_code" -> RunNode.Kind.GENERATION;
            default -> RunNode.Kind.OTHER;
        };
    }

    private static Map<String, Object> facts(Run run, JsonNode result) {
        var facts = new HashMap<String, Object>();
        facts.put("door", run.door());
        put(facts, "error_code", run.errorCode());
        put(facts, "session_id", run.sessionId());
        FACTS.forEach(name -> number(facts, name, result.path(name)));
        COUNTS.forEach(name -> number(facts, "tests_" + name, result.path("summary").path(name)));
        number(facts, "coverage_percent", result.path("coverage").path("percent"));
        if (result.path("truncated").isBoolean()) {
            facts.put("truncated", result.path("truncated").asBoolean());
        }
        return facts;
    }

    private static void put(Map<String, Object> facts, String name, @Nullable String value) {
        if (value != null) {
            facts.put(name, value);
        }
    }

    private static void number(Map<String, Object> facts, String name, JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            facts.put(name, value.asLong());
        } else if (value.isNumber()) {
            facts.put(name, value.asDouble());
        }
    }
}
