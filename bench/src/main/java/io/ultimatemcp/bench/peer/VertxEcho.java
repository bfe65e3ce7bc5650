package io.ultimatemcp.bench.peer;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The yardstick: the least that Vert.x with a virtual thread per call needs to answer a {@code
 * tools/call} over HTTP. No authentication, no limits, no routes, no schema.
 *
 * <p>Arguments: the port (0 takes a free one) and the number of event loops. Prints {@code ready
 * http://127.0.0.1:PORT} on standard error.
 */
public final class VertxEcho extends AbstractVerticle {
    private static final int STEPS = 2;

    private final int port;
    private final AtomicInteger bound;

    private VertxEcho(int port, AtomicInteger bound) {
        this.port = port;
        this.bound = bound;
    }

    public static void main(String[] args) {
        int port = args.length > 0 ? Integer.parseInt(args[0]) : 0;
        int loops = args.length > 1 ? Integer.parseInt(args[1]) : 1;
        var bound = new AtomicInteger();
        Vertx.vertx()
                .deployVerticle(
                        () -> new VertxEcho(port, bound),
                        new DeploymentOptions().setInstances(loops))
                .onSuccess(_ -> System.err.println("ready http://127.0.0.1:" + bound.get()))
                .onFailure(e -> {
                    System.err.println("cannot start: " + e.getMessage());
                    System.exit(5);
                });
    }

    @Override
    public void start(Promise<Void> started) {
        // A negative port is one free port that all instances of this deployment share.
        vertx.createHttpServer()
                .requestHandler(this::take)
                .listen(port == 0 ? -1 : port, "127.0.0.1")
                .onSuccess(server -> {
                    bound.set(server.actualPort());
                    started.complete();
                })
                .onFailure(started::fail);
    }

    private void take(HttpServerRequest request) {
        request.body().onSuccess(body -> Thread.startVirtualThread(() -> answer(request, body)));
    }

    private void answer(HttpServerRequest request, Buffer body) {
        var response = request.response();
        try {
            var call = EchoCall.read(body.getBytes());
            if (call.streams()) {
                stream(call, response);
            } else {
                var json = Buffer.buffer(call.result());
                context.runOnContext(
                        _ -> response.putHeader("Content-Type", "application/json").end(json));
            }
        } catch (RuntimeException e) {
            context.runOnContext(_ -> response.setStatusCode(400).end());
        }
    }

    private void stream(EchoCall call, HttpServerResponse response) {
        context.runOnContext(
                _ -> response.setChunked(true).putHeader("Content-Type", "text/event-stream"));
        for (int done = 1; done <= STEPS; done++) {
            var step = Buffer.buffer(EchoCall.event(call.step(done)));
            context.runOnContext(_ -> response.write(step));
        }
        var result = Buffer.buffer(EchoCall.event(call.result()));
        context.runOnContext(_ -> response.end(result));
    }
}
