package io.ultimatemcp.server.mcp;

import io.ultimatemcp.protocol.feature.CacheHint;
import io.ultimatemcp.protocol.feature.Cancel;
import io.ultimatemcp.protocol.feature.Catalog;
import io.ultimatemcp.protocol.feature.FixedCatalog;
import io.ultimatemcp.protocol.feature.PromptFeature;
import io.ultimatemcp.protocol.feature.ResourceFeature;
import io.ultimatemcp.protocol.feature.ServerIdentity;
import io.ultimatemcp.protocol.feature.ToolFeature;
import io.ultimatemcp.protocol.task.Tasks;
import io.ultimatemcp.server.prompt.Prompts;
import io.ultimatemcp.server.run.Door;
import io.ultimatemcp.server.run.Runs;
import io.ultimatemcp.server.run.ToolHost;
import io.ultimatemcp.server.tool.Toolbox;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.node.ObjectNode;

/** Everything this server offers over MCP. */
public final class McpCatalog {
    /**
     * For the model, read before anything else: how the tools belong together. At most 2 000
     * characters.
     */
    public static final String INSTRUCTIONS =
            """
            Ultimate MCP runs code for you in isolated sandboxes and remembers every run.
            - execute_code runs Python, JavaScript (Node.js) or bash without network (but allow_hosts). Pass what a program needs in code, \
            stdin, args or files; write results to stdout or to files in /work, which come back as artifacts. State \
            does not survive, unless calls name the same session: then variables, imports and /work stay.
            - run_tests runs pytest, unittest, node --test or bats the same way and returns each case with its reason, and \
            line coverage.
            - A failing program is an answer, not an error: read outcome, return_code and stderr, mend the code, call \
            again. An error result means the request itself was refused; it says which argument to change.
            - Every result has an id; the resource run://{id} is the stored run, run://{id}/artifacts/{path} a file it left.
            - A call that takes longer than 50 seconds answers deadline_exceeded with the id of its run; fetch the result with get_run.
            - Output longer than 100 KB is cut in the middle (truncated = true). Print less, or write files.\
            """;

    private McpCatalog() {}

    /**
     * The catalog with every tool called through {@code host}.
     *
     * @param graphSchema tells what kinds of things the graph holds, as JSON; may refuse
     */
    public static Catalog of(
            Toolbox tools,
            ToolHost host,
            Door door,
            Prompts prompts,
            Runs runs,
            Tasks tasks,
            Function<Cancel, ObjectNode> graphSchema) {
        var ongoing = new Ongoing();
        var features =
                Stream.concat(
                                tools.specs().stream()
                                        .map(spec -> new McpTool(spec, host, door, ongoing, tasks)),
                                Stream.<ToolFeature>of(new GetRun(runs, ongoing)))
                        .toList();
        return new FixedCatalog(
                Set.of(
                        Catalog.Kind.TOOLS,
                        Catalog.Kind.PROMPTS,
                        Catalog.Kind.RESOURCES,
                        Catalog.Kind.COMPLETIONS),
                features,
                prompts.all().stream().<PromptFeature>map(McpPrompt::new).toList(),
                Stream.concat(
                                HandbookPage.all().stream(),
                                Stream.<ResourceFeature>of(new GraphSchemaResource(graphSchema)))
                        .toList(),
                RunResource.all(runs),
                new CacheHint(Duration.ofMinutes(5), CacheHint.Scope.PUBLIC));
    }

    public static ServerIdentity identity(String version) {
        return new ServerIdentity(
                "ultimate-mcp",
                version,
                "Ultimate MCP",
                "An agent's workbench: sandboxed code execution and a memory of every run",
                null,
                List.of(Icons.ofServer()));
    }
}
