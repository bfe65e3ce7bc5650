package io.ultimatemcp.bench.product;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.LedgerSettings;
import io.ultimatemcp.protocol.endpoint.McpEndpoint;
import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.protocol.task.InMemoryTaskStore;
import io.ultimatemcp.protocol.task.Tasks;
import io.ultimatemcp.protocol.wire.Limits;
import io.ultimatemcp.server.guard.access.Access;
import io.ultimatemcp.server.guard.access.Role;
import io.ultimatemcp.server.guard.identity.Bearers;
import io.ultimatemcp.server.http.HttpDoor;
import io.ultimatemcp.server.mcp.McpCatalog;
import io.ultimatemcp.server.meter.Meters;
import io.ultimatemcp.server.prompt.Prompts;
import io.ultimatemcp.server.run.Door;
import io.ultimatemcp.server.run.Host;
import io.ultimatemcp.server.run.Recorded;
import io.ultimatemcp.server.run.Recorder;
import io.ultimatemcp.server.run.RunListener;
import io.ultimatemcp.server.run.Runs;
import io.ultimatemcp.server.run.ToolHost;
import io.ultimatemcp.server.settings.SettingsReader;
import io.ultimatemcp.server.tool.Call;
import io.ultimatemcp.server.tool.Json;
import io.ultimatemcp.server.tool.Toolbox;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import tools.jackson.databind.node.ObjectNode;

/**
 * A server with the echo tool behind everything that guards the product's tools: HTTP door, bearer
 * token, origin and host, body limit, both MCP wires, permission, argument schema. A call is not
 * stored, unless {@code --stored} is given, which stores it as the product does.
 *
 * <p>Arguments: a data directory, and {@code --stored}. The environment gives {@code AUTH_TOKEN}.
 * Prints {@code ready http://127.0.0.1:PORT} on standard error. One caller may have as many calls
 * under way as the load generator has connections; the product allows each caller fewer.
 */
public final class EchoServer {
    private static final int CALLS = 4096;

    private EchoServer() {}

    public static void main(String[] args) throws IOException {
        var data = Path.of(args[0]);
        boolean stored = List.of(args).contains("--stored");
        var meters = new Meters();
        var ledger = Ledger.open(LedgerSettings.inDirectory(data).withListener(meters.ledger()));
        var toolbox = new Toolbox(List.of(new EchoTool()));
        var host =
                stored
                        ? new Recorder(
                                toolbox,
                                ledger,
                                InstantSource.system(),
                                new Host("bench", "bench"),
                                meters.tools(RunListener.NONE))
                        : unstored(toolbox, ledger);
        var tasks =
                new Tasks(
                        new InMemoryTaskStore(), InstantSource.system(), Tasks.Settings.defaults());
        var catalog =
                McpCatalog.of(
                        toolbox,
                        host,
                        Door.MCP,
                        new Prompts(),
                        new Runs(() -> ledger),
                        tasks,
                        _ -> io.ultimatemcp.server.tool.Json.MAPPER.createObjectNode());
        var ticks =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("ticks").factory());
        var endpoint =
                McpEndpoint.builder(McpCatalog.identity("bench"), catalog, ticks)
                        .tasks(tasks)
                        .limits(limits())
                        .meter(meters.mcp())
                        .build();
        var flags =
                Map.of(
                        "data.dir", data.toString(),
                        "http.port", "0",
                        "http.max-in-flight", String.valueOf(CALLS));
        var settings = new SettingsReader(Map.of()).read(flags, null).settings();
        var door =
                HttpDoor.open(
                        Vertx.vertx(),
                        settings.http(),
                        bearers(),
                        List.of(),
                        endpoint,
                        meters.http());
        System.err.println("ready " + door.url());
    }

    private static Bearers bearers() {
        String token = Objects.requireNonNull(System.getenv("AUTH_TOKEN"), "AUTH_TOKEN");
        var caller = new Caller("bench", Role.DEVELOPER.permissions());
        return new Bearers(List.of(new Bearers.StaticToken(token, caller)));
    }

    private static Limits limits() {
        var limits = Limits.defaults();
        var calls = limits.calls();
        return limits.withCalls(
                new Limits.Calls(
                        CALLS,
                        CALLS,
                        calls.rounds(),
                        calls.stateBytes(),
                        calls.stateLife(),
                        calls.answerWait(),
                        calls.stdioDrain()));
    }

    /** Does for a call what the product's recorder does, but the storing. */
    private static ToolHost unstored(Toolbox tools, Ledger ledger) {
        return (tool, arguments, origin) -> {
            Access.require(origin.caller(), tools.spec(tool).permission());
            String id = ledger.newRunId();
            var call = new Call(id, origin.caller(), origin.cancel(), origin.progress());
            var answer = tools.call(tool, arguments, call);
            var result = Json.MAPPER.<ObjectNode>valueToTree(answer.result());
            return new Recorded(id, result, answer.files());
        };
    }
}
