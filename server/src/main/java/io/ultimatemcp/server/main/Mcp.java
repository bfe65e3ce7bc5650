package io.ultimatemcp.server.main;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.protocol.endpoint.McpEndpoint;
import io.ultimatemcp.server.mcp.McpCatalog;
import io.ultimatemcp.server.prompt.Prompts;
import io.ultimatemcp.server.run.Door;
import io.ultimatemcp.server.run.Runs;
import io.ultimatemcp.server.run.ToolHost;
import io.ultimatemcp.server.tool.Toolbox;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/** The protocol endpoint of this server with the clock tick that it needs. */
final class Mcp implements AutoCloseable {
    private final ScheduledExecutorService ticks;
    private final McpEndpoint endpoint;

    Mcp(Toolbox tools, ToolHost host, Door door, Supplier<Ledger> ledger) {
        this.ticks =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("mcp-ticks").factory());
        var catalog = McpCatalog.of(tools, host, door, new Prompts(), new Runs(ledger));
        this.endpoint =
                McpEndpoint.builder(McpCatalog.identity(Version.TEXT), catalog, ticks)
                        .instructions(McpCatalog.INSTRUCTIONS)
                        .build();
    }

    McpEndpoint endpoint() {
        return endpoint;
    }

    /** Serves the pipe until it ends. */
    void stdio(InputStream in, OutputStream out) throws IOException {
        endpoint.stdio(in, out, LocalPlatform.OWNER);
    }

    @Override
    public void close() {
        endpoint.close();
        ticks.shutdownNow();
    }
}
