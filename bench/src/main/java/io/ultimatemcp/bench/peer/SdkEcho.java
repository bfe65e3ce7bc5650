package io.ultimatemcp.bench.peer;

import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.server.McpStatelessServerFeatures;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.server.transport.HttpServletStatelessServerTransport;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import jakarta.servlet.http.HttpServlet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The official Java SDK on Jetty with virtual threads: the echo tool at {@code /mcp} (stateless,
 * JSON answers) and at {@code /stream} (sessions, event streams), as its documentation sets it up.
 *
 * <p>Argument: the port, 0 for a free one. Prints {@code ready http://127.0.0.1:PORT} on standard
 * error.
 */
public final class SdkEcho {
    private static final int STEPS = 2;
    private static final McpSchema.Tool TOOL =
            McpSchema.Tool.builder(
                            "echo",
                            Map.of(
                                    "type",
                                    "object",
                                    "properties",
                                    Map.of("text", Map.of("type", "string")),
                                    "required",
                                    List.of("text")))
                    .description("Gives the text back.")
                    .build();

    private SdkEcho() {}

    public static void main(String[] args) throws Exception {
        var threads = new QueuedThreadPool();
        threads.setVirtualThreadsExecutor(Executors.newVirtualThreadPerTaskExecutor());
        var jetty = new Server(threads);
        var connector = new ServerConnector(jetty);
        connector.setHost("127.0.0.1");
        connector.setPort(args.length > 0 ? Integer.parseInt(args[0]) : 0);
        jetty.addConnector(connector);
        var context = new ServletContextHandler();
        add(context, stateless(), "/mcp");
        add(context, streamable(), "/stream");
        jetty.setHandler(context);
        jetty.start();
        System.err.println("ready http://127.0.0.1:" + connector.getLocalPort());
        jetty.join();
    }

    private static void add(ServletContextHandler context, HttpServlet servlet, String path) {
        var holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, path);
    }

    private static HttpServlet stateless() {
        var transport =
                HttpServletStatelessServerTransport.builder().messageEndpoint("/mcp").build();
        var server =
                McpServer.sync(transport)
                        .serverInfo("echo", "1")
                        .immediateExecution(true)
                        .capabilities(McpSchema.ServerCapabilities.builder().tools(false).build())
                        .tools(
                                new McpStatelessServerFeatures.SyncToolSpecification(
                                        TOOL, (_, call) -> result(call)))
                        .build();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        return transport;
    }

    private static HttpServlet streamable() {
        var transport =
                HttpServletStreamableServerTransportProvider.builder()
                        .mcpEndpoint("/stream")
                        .build();
        var server =
                McpServer.sync(transport)
                        .serverInfo("echo", "1")
                        .immediateExecution(true)
                        .capabilities(McpSchema.ServerCapabilities.builder().tools(false).build())
                        .tools(
                                McpServerFeatures.SyncToolSpecification.builder()
                                        .tool(TOOL)
                                        .callHandler((exchange, call) -> {
                                            steps(exchange, call);
                                            return result(call);
                                        })
                                        .build())
                        .build();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        return transport;
    }

    private static void steps(McpSyncServerExchange exchange, McpSchema.CallToolRequest call) {
        Object token = call.progressToken();
        if (token == null) {
            return;
        }
        for (int done = 1; done <= STEPS; done++) {
            exchange.progressNotification(
                    McpSchema.ProgressNotification.builder(token, done)
                            .message("step " + done)
                            .build());
        }
    }

    private static McpSchema.CallToolResult result(McpSchema.CallToolRequest call) {
        return McpSchema.CallToolResult.builder()
                .addTextContent(String.valueOf(call.arguments().get("text")))
                .isError(false)
                .build();
    }
}
