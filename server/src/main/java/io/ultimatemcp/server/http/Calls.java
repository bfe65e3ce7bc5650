package io.ultimatemcp.server.http;

import io.ultimatemcp.protocol.endpoint.McpEndpoint;
import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.protocol.feature.Cancel;
import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.rest.Problems;
import io.ultimatemcp.server.rest.Reply;
import io.ultimatemcp.server.rest.Request;
import io.ultimatemcp.server.rest.Route;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests off the event loop: each is worked on by a virtual thread of its own, as many as
 * the limit allows.
 */
final class Calls {
    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);
    private static final int PIECE = 1 << 18;
    private static final Caller NOBODY = new Caller("nobody", Set.of());

    private final int most;
    private final Semaphore places;
    private final ConnectionWatch watch;
    private final HttpListener listener;

    Calls(int maxInFlight, ConnectionWatch watch, HttpListener listener) {
        this.most = maxInFlight;
        this.places = new Semaphore(maxInFlight);
        this.watch = watch;
        this.listener = listener;
    }

    /** How many REST calls are worked on. */
    int inFlight() {
        return most - places.availablePermits();
    }

    int most() {
        return most;
    }

    void rest(RoutingContext context, @Nullable Caller caller, Route route) {
        if (!places.tryAcquire()) {
            send(context, refusal(busy(), Pipeline.requestId(context)));
            return;
        }
        var cancel = new Cancel.Source();
        onHangUp(context, cancel::cancel);
        var request = request(context, caller == null ? NOBODY : caller, cancel);
        var eventLoop = Objects.requireNonNull(Vertx.currentContext());
        Thread.startVirtualThread(() -> {
            try {
                var reply = answer(route, request);
                eventLoop.runOnContext(_ -> send(context, reply));
            } finally {
                places.release();
            }
        });
    }

    /** The protocol layer keeps its own limits on calls, streams and sessions. */
    void mcp(RoutingContext context, @Nullable Caller caller, McpEndpoint endpoint) {
        var call = new VertxCall(context, caller == null ? NOBODY : caller);
        Thread.startVirtualThread(() -> {
            try {
                endpoint.http(call);
            } catch (RuntimeException | Error bug) {
                logBug(Pipeline.requestId(context), bug);
                listener.refused(ErrorCode.INTERNAL_ERROR);
                call.respond(500, Map.of(), new byte[0]);
            }
        });
    }

    private Reply answer(Route route, Request request) {
        try {
            return route.handler().apply(request);
        } catch (Refusal refusal) {
            return refusal(refusal.problem(), request.id());
        } catch (RuntimeException | Error bug) {
            logBug(request.id(), bug);
            return refusal(
                    Problem.of(
                            ErrorCode.INTERNAL_ERROR,
                            "this is our fault; the log has it under the request id"),
                    request.id());
        }
    }

    /** The answer that says {@code problem}, told to the listener. */
    Reply refusal(Problem problem, String requestId) {
        listener.refused(problem.code());
        return Problems.reply(problem, requestId);
    }

    static void logBug(String requestId, @Nullable Throwable bug) {
        LOG.error("request {} met a bug", requestId, bug);
    }

    /** Sends a whole answer; does nothing when the client has gone. On the event loop. */
    void send(RoutingContext context, Reply reply) {
        var response = context.response();
        if (response.ended() || response.closed()) {
            reply.whenSent().run();
            return;
        }
        context.addEndHandler(_ -> reply.whenSent().run());
        response.setStatusCode(reply.status());
        response.headers().set("Content-Type", reply.contentType());
        response.headers().set("Cache-Control", "no-store");
        reply.headers().forEach(response.headers()::set);
        if (context.request().method().equals(HttpMethod.HEAD)) {
            // of what GET would send (RFC 9110 section 8.6); Vert.x tells it only of what it sends
            response.headers().set("Content-Length", String.valueOf(reply.body().length));
            response.end();
        } else if (reply.body().length > PIECE) {
            response.headers().set("Content-Length", String.valueOf(reply.body().length));
            send(context, reply.body(), 0);
        } else {
            response.end(Buffer.buffer(reply.body()));
        }
    }

    /**
     * In pieces: what goes to a socket is copied to memory outside the heap first, of which there
     * is not enough for many large answers.
     */
    private void send(RoutingContext context, byte[] body, int from) {
        var response = context.response();
        int length = Math.min(PIECE, body.length - from);
        var piece = Buffer.buffer(length).appendBytes(body, from, length);
        watch.sending(context.request().connection());
        response.write(piece)
                .onSuccess(_ -> {
                    if (from + length < body.length) {
                        send(context, body, from + length);
                    } else {
                        response.end();
                    }
                });
    }

    /** Runs {@code action} when the connection closes before the answer is complete. */
    static void onHangUp(RoutingContext context, Runnable action) {
        var response = context.response();
        response.closeHandler(_ -> {
            if (!response.ended()) {
                action.run();
            }
        });
    }

    private static Request request(RoutingContext context, Caller caller, Cancel cancel) {
        var http = context.request();
        var query = new HashMap<String, String>();
        context.queryParams().forEach(entry -> query.putIfAbsent(entry.getKey(), entry.getValue()));
        var body = context.body() == null ? null : context.body().buffer();
        return new Request(
                http.method().name(),
                Pipeline.requestId(context),
                caller,
                pathParameters(context),
                Map.copyOf(query),
                http.headers()::get,
                body == null ? new byte[0] : body.getBytes(),
                cancel);
    }

    /** Vert.x decodes named parts, but not the rest that {@code *} stands for. */
    private static Map<String, String> pathParameters(RoutingContext context) {
        var parameters = new HashMap<>(context.pathParams());
        parameters.computeIfPresent("*", (_, rest) -> decoded(rest));
        return Map.copyOf(parameters);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // a broken escape names nothing that is there
        }
    }

    static Problem busy() {
        return Problem.retryLater(
                ErrorCode.BUSY,
                "the server is working on as many calls as it may",
                Duration.ofSeconds(1));
    }
}
