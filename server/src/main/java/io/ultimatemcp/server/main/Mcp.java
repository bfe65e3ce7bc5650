package io.ultimatemcp.server.main;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.protocol.endpoint.McpEndpoint;
import io.ultimatemcp.protocol.endpoint.Meter;
import io.ultimatemcp.protocol.feature.Cancel;
import io.ultimatemcp.protocol.task.Tasks;
import io.ultimatemcp.protocol.wire.Limits;
import io.ultimatemcp.server.mcp.LedgerTasks;
import io.ultimatemcp.server.mcp.McpCatalog;
import io.ultimatemcp.server.meter.McpUse;
import io.ultimatemcp.server.prompt.Prompts;
import io.ultimatemcp.server.run.Door;
import io.ultimatemcp.server.run.Runs;
import io.ultimatemcp.server.run.ToolHost;
import io.ultimatemcp.server.settings.Settings;
import io.ultimatemcp.server.tool.Toolbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** The protocol endpoint of this server with the clock tick that it needs. */
final class Mcp implements AutoCloseable {
    private static final int LISTENS = 2_048;
    private static final int SESSIONS = 1_000;

    private final ScheduledExecutorService ticks;
    private final LedgerTasks store;
    private final Clock watch;
    private final Tasks tasks;
    private final Limits limits;
    private final McpEndpoint endpoint;

    Mcp(
            Toolbox toolbox,
            ToolHost host,
            Door door,
            Supplier<Ledger> ledger,
            Function<Cancel, ObjectNode> graphSchema,
            Settings settings,
            Meter meter) {
        this.ticks =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("mcp-ticks").factory());
        this.store = new LedgerTasks(ledger, DataDirectory.nodeId(settings.data().dir()));
        this.watch = Chores.tasks(store, Ledgers.isShared(settings) && door == Door.MCP);
        this.tasks = new Tasks(store, InstantSource.system(), Tasks.Settings.defaults());
        var catalog =
                McpCatalog.of(
                        toolbox, host, door, new Prompts(), new Runs(ledger), tasks, graphSchema);
        this.limits = limits(settings.http());
        this.endpoint =
                McpEndpoint.builder(McpCatalog.identity(Version.TEXT), catalog, ticks)
                        .instructions(McpCatalog.INSTRUCTIONS)
                        .tasks(tasks)
                        .limits(limits)
                        .meter(meter)
                        .build();
    }

    /**
     * One admin is often all the callers there are, with many agents behind one token: what one
     * caller may have is what the server can bear.
     */
    private static Limits limits(Settings.Http settings) {
        var usual = Limits.defaults();
        var requests = usual.requests();
        int bytes = settings.maxRequestBytes().toInt();
        return usual.withRequests(
                        new Limits.Requests(
                                bytes,
                                requests.depth(),
                                bytes,
                                requests.numberChars(),
                                requests.idChars(),
                                requests.headerChars(),
                                requests.batch(),
                                requests.pageSize()))
                .withCalls(
                        new Limits.Calls(
                                settings.maxInFlight(),
                                settings.maxInFlight(),
                                usual.calls().rounds(),
                                usual.calls().stateBytes(),
                                usual.calls().stateLife(),
                                usual.calls().answerWait(),
                                settings.shutdownGrace()))
                .withStreams(
                        new Limits.Streams(
                                LISTENS,
                                usual.streams().uris(),
                                usual.streams().outboxMessages(),
                                usual.streams().outboxBytes(),
                                usual.streams().heartbeat(),
                                usual.streams().silence(),
                                usual.streams().replayEvents(),
                                usual.streams().replayBytes(),
                                usual.streams().replayLife()))
                .withSessions(
                        new Limits.Sessions(
                                usual.sessions().total(),
                                SESSIONS,
                                usual.sessions().idle(),
                                usual.sessions().absolute()));
    }

    McpEndpoint endpoint() {
        return endpoint;
    }

    /** How busy it is; never blocks. */
    McpUse use() {
        return new McpUse(
                endpoint.callsInFlight(),
                limits.calls().inFlight(),
                limits.sessions().total(),
                tasks.running());
    }

    /** Serves the pipe until it ends. */
    void stdio(InputStream in, OutputStream out) throws IOException {
        endpoint.stdio(in, out, LocalPlatform.OWNER);
    }

    /** Settles the tasks that a server before this one left unfinished. */
    void takeOver() {
        store.failOrphans(Instant.now());
    }

    @Override
    public void close() {
        endpoint.close();
        tasks.close();
        watch.close();
        ticks.shutdownNow();
    }
}
