package io.ultimatemcp.server.project;

import io.ultimatemcp.graph.projection.FindingNode;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The findings in the stored result of a run. */
final class Findings {
    /** More of them say nothing new. */
    private static final int MOST = 1_000;

    private static final int LONGEST_MESSAGE = 2_000;

    private Findings() {}

    static List<FindingNode> of(JsonNode result, Code code) {
        return result.path("findings")
                .valueStream()
                .limit(MOST)
                .map(each -> node(each, code))
                .toList();
    }

    private static FindingNode node(JsonNode each, Code code) {
        int line = each.path("line").asInt(0);
        return new FindingNode(
                each.path("rule").asString(""),
                each.path("severity").asString(""),
                Texts.cut(each.path("message").asString(""), LONGEST_MESSAGE),
                line,
                each.path("column").asInt(0),
                each.path("source").asString(""),
                code.symbolAt(line));
    }
}
