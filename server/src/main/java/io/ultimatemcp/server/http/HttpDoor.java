package io.ultimatemcp.server.http;

import io.ultimatemcp.protocol.endpoint.McpEndpoint;
import io.ultimatemcp.server.guard.identity.Bearers;
import io.ultimatemcp.server.rest.Route;
import io.ultimatemcp.server.settings.Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A listening HTTP server with every door that speaks HTTP behind it. */
public final class HttpDoor implements AutoCloseable {
    static final int MAX_HEADER_BYTES = 16 << 10;
    static final int MAX_URI_BYTES = 8 << 10;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final HttpServer server;
    private final String host;

    private HttpDoor(Vertx vertx, HttpServer server, String host) {
        this.vertx = vertx;
        this.server = server;
        this.host = host;
    }

    /**
     * Starts to listen.
     *
     * @param routes the REST API
     * @param listener hears of every request
     * @throws IOException when the address cannot be had, with one sentence why
     */
    public static HttpDoor open(
            Vertx vertx,
            Settings.Http settings,
            Bearers bearers,
            List<Route> routes,
            McpEndpoint mcp,
            HttpListener listener)
            throws IOException {
        var options =
                new HttpServerOptions()
                        .setHandle100ContinueAutomatically(true)
                        .setMaxHeaderSize(MAX_HEADER_BYTES)
                        .setMaxInitialLineLength(MAX_URI_BYTES)
                        .setHttp2ClearTextEnabled(false)
                        .setCompressionSupported(false)
                        // nothing here speaks WebSocket, and each of these looks at every request
                        .setPerFrameWebSocketCompressionSupported(false)
                        .setPerMessageWebSocketCompressionSupported(false)
                        .setTcpNoDelay(true);
        var server = vertx.createHttpServer(options);
        var watch = new ConnectionWatch(vertx);
        server.connectionHandler(watch::opened);
        var pipeline = new Pipeline(vertx, settings, bearers, routes, mcp, watch, listener);
        server.requestHandler(pipeline.handler());
        server.invalidRequestHandler(pipeline::refuseUnreadable);
        try {
            await(server.listen(settings.port(), settings.host()));
        } catch (CompletionException e) {
            throw new IOException(
                    "cannot listen on "
                            + settings.host()
                            + ":"
                            + settings.port()
                            + " ("
                            + rootMessage(e)
                            + "); choose another with --port, or --port 0 for a free one",
                    e);
        }
        listener.listening(pipeline::use);
        return new HttpDoor(vertx, server, settings.host());
    }

    /** The address that clients use; a wildcard address is shown as loopback. */
    public String url() {
        var shown =
                switch (host) {
                    case "0.0.0.0", "" -> "127.0.0.1";
                    case "::", "[::]" -> "[::1]";
                    default ->
                            host.indexOf(':') >= 0 && !host.startsWith("[")
                                    ? "[" + host + "]"
                                    : host;
                };
        return "http://" + shown + ":" + server.actualPort();
    }

    /** Stops to listen; connections that are open are closed. */
    @Override
    public void close() {
        await(server.close());
        await(vertx.close());
    }

    private static void await(Future<?> future) {
        try {
            future.toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        } catch (java.util.concurrent.ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (TimeoutException e) {
            throw new CompletionException(e);
        }
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage());
    }
}
