package io.ultimatemcp.server.http;

import io.ultimatemcp.protocol.endpoint.HttpCall;
import io.ultimatemcp.protocol.endpoint.StreamWriter;
import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.protocol.feature.Cancel;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A request of Vert.x as the protocol sees it. Made on the event loop, used by a virtual thread.
 */
final class VertxCall implements HttpCall {
    private final RoutingContext routing;
    private final HttpServerResponse response;
    private final Context eventLoop;
    private final Caller caller;
    private final byte[] body;
    private final Cancel.Source hangUp = new Cancel.Source();

    VertxCall(RoutingContext routing, Caller caller) {
        this.routing = routing;
        this.response = routing.response();
        this.eventLoop = java.util.Objects.requireNonNull(Vertx.currentContext());
        this.caller = caller;
        var buffer = routing.body().buffer();
        this.body = buffer == null ? new byte[0] : buffer.getBytes();
        Calls.onHangUp(routing, hangUp::cancel);
    }

    @Override
    public String method() {
        return routing.request().method().name();
    }

    @Override
    public @Nullable String header(String name) {
        return routing.request().getHeader(name);
    }

    @Override
    public byte[] body() {
        return body;
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public Map<String, String> challenge(String permission) {
        return Map.of(
                "WWW-Authenticate",
                "Bearer realm=\"ultimate-mcp\", error=\"insufficient_scope\", scope=\""
                        + permission
                        + "\"");
    }

    @Override
    public void respond(int status, Map<String, String> headers, byte[] answer) {
        eventLoop.runOnContext(_ -> {
            if (!response.ended() && !response.closed()) {
                response.setStatusCode(status);
                headers.forEach(response.headers()::set);
                response.end(Buffer.buffer(answer));
            }
        });
    }

    /**
     * Returns once the head is out: what is written afterwards comes from another thread and must
     * not overtake it.
     */
    @Override
    public StreamWriter openStream(int status, Map<String, String> headers) {
        var headIsOut = new CompletableFuture<Void>();
        eventLoop.runOnContext(_ -> {
            if (!response.ended() && !response.closed()) {
                response.setStatusCode(status).setChunked(true);
                headers.forEach(response.headers()::set);
                var _ = response.writeHead();
            }
            headIsOut.complete(null);
        });
        headIsOut.join();
        return new Writer();
    }

    @Override
    public void onDisconnect(Runnable action) {
        // Lives as long as the request, so there is nothing to take back.
        var _ = hangUp.onCancel(action);
    }

    /**
     * Waits once the connection has as much as it takes, so that a slow reader slows the writer.
     */
    private final class Writer implements StreamWriter {
        @Override
        public void write(byte[] chunk) throws IOException, InterruptedException {
            if (response.closed()) {
                throw new IOException("the client has gone");
            }
            try {
                boolean roomLeft = !response.writeQueueFull();
                var written = response.write(Buffer.buffer(chunk));
                if (!roomLeft) {
                    written.toCompletionStage().toCompletableFuture().get();
                }
            } catch (ExecutionException | IllegalStateException e) {
                throw new IOException("the client has gone", e);
            }
        }

        @Override
        public void close() {
            eventLoop.runOnContext(_ -> {
                if (!response.ended() && !response.closed()) {
                    response.end();
                }
            });
        }
    }
}
