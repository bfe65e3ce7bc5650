package io.ultimatemcp.server.cli;

import java.io.PrintStream;
import tools.jackson.databind.JsonNode;

/** Prints the findings of a result for people. */
final class HintLines {
    private HintLines() {}

    /** A line for each, and one for what was not searched. */
    static void print(JsonNode result, PrintStream out) {
        for (JsonNode each : result.path("findings")) {
            out.printf(
                    "ultimate-mcp: hint %d:%d %s %s: %s%n",
                    each.path("line").asInt(0),
                    each.path("column").asInt(0),
                    each.path("severity").asString(""),
                    each.path("rule").asString(""),
                    each.path("message").asString(""));
        }
        String note = result.path("findings_note").asString("");
        if (!note.isEmpty()) {
            out.println("ultimate-mcp: hints: " + note);
        }
    }
}
