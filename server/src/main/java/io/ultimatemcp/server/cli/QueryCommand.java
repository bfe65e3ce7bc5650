package io.ultimatemcp.server.cli;

import io.ultimatemcp.server.tool.Json;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "query",
        description = "Ask the graph in Cypher; rows as a table, values as JSON.",
        footer = {
            "",
            "Example:",
            "  ultimate-mcp query 'MATCH (r:Run {tool: $tool}) RETURN r.id, r.outcome' --param tool=execute_code"
        })
final class QueryCommand implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();

    @Parameters(index = "0", paramLabel = "CYPHER", description = "A query that only reads.")
    private @Nullable String cypher;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "Value for $NAME: JSON, else text.")
    private @Nullable Map<String, String> parameters;

    @Option(
            names = "--max-rows",
            paramLabel = "N",
            description = "Most rows to show (default 1000).")
    private @Nullable Integer maxRows;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "How long the query may take (default 5).")
    private @Nullable Double timeout;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORM",
            description = "table (default) or json.")
    private String output = "table";

    private final Platform platform;

    QueryCommand(Platform platform) {
        this.platform = platform;
    }

    @Override
    public Integer call() {
        if (!List.of("table", "json").contains(output)) {
            throw new CommandFailure(ExitCode.USAGE, "--output must be table or json");
        }
        var result = platform.call(common.settings(), "graph_query", request()).result();
        if (common.json || output.equals("json")) {
            System.out.println(
                    Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(result));
        } else {
            System.out.print(Table.of(result.path("columns"), result.path("results")));
            System.out.flush();
            if (result.path("truncated").asBoolean(false) && !common.quiet) {
                System.err.println("ultimate-mcp: there are more rows; see --max-rows");
            }
        }
        return ExitCode.OK.number();
    }

    private ObjectNode request() {
        var request = Json.MAPPER.createObjectNode().put("cypher", cypher);
        var given = request.putObject("parameters");
        if (parameters != null) {
            parameters.forEach((name, text) -> given.set(name, value(text)));
        }
        if (maxRows != null) {
            request.put("max_rows", maxRows);
        }
        if (timeout != null) {
            request.put("timeout_seconds", timeout);
        }
        return request;
    }

    private static JsonNode value(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JacksonException notJson) {
            return Json.MAPPER.valueToTree(text);
        }
    }
}
