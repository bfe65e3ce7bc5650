package io.ultimatemcp.server.project;

import io.ultimatemcp.graph.projection.TestCaseNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The test cases in the stored result of a run. */
final class Cases {
    /** A name is not a text to be read. */
    private static final int LONGEST_NAME = 500;

    private Cases() {}

    static List<TestCaseNode> of(JsonNode result, Code code) {
        return result.path("cases").valueStream().map(each -> node(each, code)).toList();
    }

    private static TestCaseNode node(JsonNode each, Code code) {
        String name = Texts.cut(each.path("name").asString(""), LONGEST_NAME);
        String outcome = each.path("outcome").asString("unknown");
        return new TestCaseNode(
                name,
                Optional.of(each.path("file").asString("")).filter(file -> !file.isEmpty()),
                each.path("line").asInt(0),
                outcome,
                Duration.ofNanos(Math.round(each.path("duration_seconds").asDouble(0) * 1e9)),
                outcome.equals("skipped") ? List.of() : code.reachedFrom(name));
    }
}
