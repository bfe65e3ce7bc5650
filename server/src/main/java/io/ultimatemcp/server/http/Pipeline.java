package io.ultimatemcp.server.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.ultimatemcp.protocol.endpoint.McpEndpoint;
import io.ultimatemcp.protocol.endpoint.OriginPolicy;
import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.sandbox.output.Allotment;
import io.ultimatemcp.sandbox.output.Space;
import io.ultimatemcp.server.guard.identity.Bearers;
import io.ultimatemcp.server.guard.identity.Identity;
import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.rest.Route;
import io.ultimatemcp.server.settings.Settings;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The way of every request, in this order: request id and security headers, origin and host, public
 * routes, the bearer token, the body within its limit, then the route. All of it runs on event
 * loops and never blocks; handlers run on virtual threads ({@link Calls}).
 */
final class Pipeline {
    private static final String REQUEST_ID = "X-Request-Id";
    private static final String ROUTE = "route";

    /** A body is read, copied for the call, and becomes a tree, about. */
    private static final int BODY_COPIES = 4;

    private final Vertx vertx;
    private final Settings.Http settings;
    private final Bearers bearers;
    private final List<Route> routes;
    private final McpEndpoint mcp;
    private final OriginPolicy origins;
    private final Calls calls;
    private final Allotment bodies = Allotment.ofHeap(4);
    private final ConnectionWatch watch;
    private final HttpListener listener;

    /**
     * Nearly every request names the same host, and parsing it costs more than the rest of the
     * check.
     */
    private volatile @Nullable String lastHost;

    Pipeline(
            Vertx vertx,
            Settings.Http settings,
            Bearers bearers,
            List<Route> routes,
            McpEndpoint mcp,
            ConnectionWatch watch,
            HttpListener listener) {
        this.vertx = vertx;
        this.settings = settings;
        this.bearers = bearers;
        this.routes = routes;
        this.mcp = mcp;
        this.watch = watch;
        this.listener = listener;
        this.origins =
                Loopback.is(settings.host())
                        ? OriginPolicy.loopback(settings.allowedOrigins())
                        : OriginPolicy.open(settings.allowedOrigins());
        this.calls = new Calls(settings.maxInFlight(), watch, listener);
    }

    /** How busy the door is; never blocks. */
    HttpUse use() {
        return new HttpUse(watch.connections(), calls.inFlight(), calls.most());
    }

    /**
     * The router, guarded against what it cannot take: it fails on a request without one sound Host
     * header.
     */
    Handler<HttpServerRequest> handler() {
        var router = router();
        return request -> {
            if (hasSoundHost(request)) {
                router.handle(request);
            } else {
                refuseHost(request);
            }
        };
    }

    /** The address listened on, such as 127.0.0.2, is as good a name as localhost. */
    private boolean isOwn(String host) {
        var parsed = HostAndPort.parseAuthority(host, -1);
        return parsed != null && parsed.host().equals(settings.host());
    }

    private static boolean hasSoundHost(HttpServerRequest request) {
        var hosts = request.headers().getAll("Host");
        return hosts.size() == 1 && HostAndPort.parseAuthority(hosts.getFirst(), -1) != null;
    }

    private void refuseHost(HttpServerRequest request) {
        refuseAtOnce(
                request,
                ErrorCode.MALFORMED_REQUEST,
                "exactly one sound Host header is needed (RFC 9112 section 3.2)");
    }

    /** Answers what is no HTTP or more of it than this server reads. */
    void refuseUnreadable(HttpServerRequest request) {
        switch (request.decoderResult().cause()) {
            case TooLongHttpLineException _ ->
                    refuseAtOnce(
                            request,
                            ErrorCode.URI_TOO_LONG,
                            "the request line is longer than " + HttpDoor.MAX_URI_BYTES + " bytes");
            case TooLongHttpHeaderException _ ->
                    refuseAtOnce(
                            request,
                            ErrorCode.HEADERS_TOO_LARGE,
                            "the header fields are longer than "
                                    + HttpDoor.MAX_HEADER_BYTES
                                    + " bytes together");
            default ->
                    refuseAtOnce(
                            request, ErrorCode.MALFORMED_REQUEST, "this is not a request of HTTP");
        }
    }

    private void refuseAtOnce(HttpServerRequest request, ErrorCode code, String detail) {
        String id = RequestId.of(request.getHeader(REQUEST_ID));
        listener.began();
        var reply = calls.refusal(Problem.of(code, detail), id);
        listener.ended(
                HttpListener.NO_ROUTE, request.method().name(), reply.status(), Duration.ZERO);
        var response = request.response().setStatusCode(reply.status());
        SecurityHeaders.addTo(response.headers());
        response.putHeader(REQUEST_ID, id)
                .putHeader("Content-Type", reply.contentType())
                .putHeader("Connection", "close")
                .end(Buffer.buffer(reply.body()))
                .onComplete(_ -> request.connection().close());
    }

    private Router router() {
        var router = Router.router(vertx);
        router.route().handler(this::begin);
        add(router, Route.Access.PUBLIC);
        router.route().handler(this::authenticate);
        router.route().handler(this::takeMemory);
        router.route()
                .handler(
                        BodyHandler.create(false).setBodyLimit(settings.maxRequestBytes().bytes()));
        router.route()
                .handler(context -> {
                    watch.working(context.request().connection());
                    context.next();
                });
        // before the many paths that each request would be held against
        router.route("/mcp")
                .handler(context -> {
                    context.put(ROUTE, "/mcp");
                    calls.mcp(context, caller(context), mcp);
                });
        add(router, Route.Access.AUTHENTICATED);
        router.route().failureHandler(this::explain);
        // a path whose percent signs mean nothing fails before any route of ours
        router.errorHandler(
                400,
                context ->
                        refuse(
                                context,
                                ErrorCode.MALFORMED_REQUEST,
                                "the path has a percent sign that encodes nothing"));
        router.errorHandler(
                404,
                context ->
                        refuse(
                                context,
                                ErrorCode.NOT_FOUND,
                                "no such path: " + context.normalizedPath()));
        return router;
    }

    private void add(Router router, Route.Access access) {
        var methodsByPath = new LinkedHashMap<String, Set<String>>();
        for (var route : routes) {
            if (route.access() == access) {
                var methods = methodsByPath.computeIfAbsent(route.path(), _ -> new TreeSet<>());
                var entry = router.route(HttpMethod.valueOf(route.method().name()), route.path());
                methods.add(route.method().name());
                if (route.method() == Route.Method.GET) {
                    entry.method(HttpMethod.HEAD);
                    methods.add("HEAD");
                }
                entry.handler(context -> {
                    context.put(ROUTE, route.path());
                    RepeatedParameter.in(context.queryParams())
                            .ifPresentOrElse(
                                    problem -> refuse(context, problem),
                                    () -> calls.rest(context, caller(context), route));
                });
            }
        }
        methodsByPath.forEach((path, methods) ->
                router.route(path)
                        .handler(context -> {
                            context.put(ROUTE, path);
                            refuseMethod(context, methods);
                        }));
    }

    private void refuseMethod(RoutingContext context, Set<String> allowed) {
        String allow = String.join(", ", allowed);
        context.response().headers().set("Allow", allow);
        refuse(
                context,
                ErrorCode.METHOD_NOT_ALLOWED,
                "this path does not take " + context.request().method() + " but " + allow);
    }

    private void begin(RoutingContext context) {
        var request = context.request();
        watch.reading(request.connection());
        listener.began();
        long start = System.nanoTime();
        context.addEndHandler(ended -> {
            watch.idle(request.connection());
            listener.ended(
                    context.get(ROUTE, HttpListener.NO_ROUTE),
                    request.method().name(),
                    ended.succeeded() ? context.response().getStatusCode() : HttpListener.NO_STATUS,
                    Duration.ofNanos(System.nanoTime() - start));
        });
        context.put(REQUEST_ID, RequestId.of(request.getHeader(REQUEST_ID)));
        var headers = context.response().headers();
        headers.set(REQUEST_ID, requestId(context));
        SecurityHeaders.addTo(headers);
        String origin = request.getHeader("Origin");
        String host = Objects.requireNonNull(request.getHeader("Host"));
        boolean sameAsLast = origin == null && host.equals(lastHost);
        if (!sameAsLast && !origins.allows(origin, isOwn(host) ? "localhost" : host)) {
            refuse(
                    context,
                    ErrorCode.ORIGIN_REFUSED,
                    "this origin or host may not call; see http.allowed-origins");
        } else if (origin == null) {
            lastHost = host;
            context.next();
        } else if (request.method().equals(HttpMethod.OPTIONS)
                && request.getHeader("Access-Control-Request-Method") != null) {
            origins.preflight(origin, request.getHeader("Access-Control-Request-Headers"))
                    .forEach(headers::set);
            context.response().setStatusCode(204).end();
        } else {
            origins.response(origin).forEach(headers::set);
            context.next();
        }
    }

    private void authenticate(RoutingContext context) {
        switch (bearers.identify(context.request().getHeader("Authorization"))) {
            case Identity.Known(Caller caller) -> {
                context.put(Caller.class.getName(), caller);
                context.next();
            }
            case Identity.Missing() ->
                    challenge(context, "Bearer realm=\"ultimate-mcp\"", "a bearer token is needed");
            case Identity.Invalid(String reason) ->
                    challenge(
                            context,
                            "Bearer realm=\"ultimate-mcp\", error=\"invalid_token\"",
                            reason);
        }
    }

    /** Before the body is read: many large ones at once would be more than the heap holds. */
    private void takeMemory(RoutingContext context) {
        long most = settings.maxRequestBytes().bytes();
        long bytes =
                context.request().headers().contains("Transfer-Encoding")
                        ? most
                        : length(context, most);
        if (bytes <= Space.FREE) {
            context.next();
            return;
        }
        var portion = bodies.tryTake(bytes * BODY_COPIES);
        if (portion.isEmpty()) {
            context.response().headers().set("Connection", "close");
            calls.send(context, calls.refusal(Calls.busy(), requestId(context)));
            return;
        }
        context.addEndHandler(_ -> portion.get().close());
        context.next();
    }

    /** As told; what is longer than it may be is refused when its body comes. */
    private static long length(RoutingContext context, long most) {
        try {
            String told = context.request().getHeader("Content-Length");
            return told == null ? 0 : Math.min(most, Long.parseLong(told));
        } catch (NumberFormatException e) {
            return most;
        }
    }

    private void challenge(RoutingContext context, String header, String detail) {
        context.response().headers().set("WWW-Authenticate", header);
        refuse(context, ErrorCode.UNAUTHENTICATED, detail);
    }

    private void explain(RoutingContext context) {
        var code =
                switch (context.statusCode()) {
                    case 400 -> ErrorCode.MALFORMED_REQUEST;
                    case 413 -> ErrorCode.PAYLOAD_TOO_LARGE;
                    case 404 -> ErrorCode.NOT_FOUND;
                    case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
                    default -> ErrorCode.INTERNAL_ERROR;
                };
        if (code == ErrorCode.INTERNAL_ERROR) {
            Calls.logBug(requestId(context), context.failure());
        }
        context.response().headers().set("Connection", "close");
        String detail =
                code == ErrorCode.PAYLOAD_TOO_LARGE
                        ? "the body is larger than http.max-request-bytes, "
                                + settings.maxRequestBytes().bytes()
                                + " bytes"
                        : code.title().toLowerCase(java.util.Locale.ROOT);
        refuse(context, code, detail);
    }

    private void refuse(RoutingContext context, ErrorCode code, String detail) {
        refuse(context, Problem.of(code, detail));
    }

    private void refuse(RoutingContext context, Problem problem) {
        calls.send(context, calls.refusal(problem, requestId(context)));
    }

    static String requestId(RoutingContext context) {
        return Objects.requireNonNull(context.<String>get(REQUEST_ID));
    }

    private static @Nullable Caller caller(RoutingContext context) {
        return context.get(Caller.class.getName());
    }
}
