package io.ultimatemcp.server.meter;

import io.ultimatemcp.server.http.HttpListener;
import io.ultimatemcp.server.http.HttpUse;
import io.ultimatemcp.server.problem.ErrorCode;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts requests over HTTP. */
final class HttpMeter implements HttpListener {
    private static final String[] CLASSES = {"none", "1xx", "2xx", "3xx", "4xx", "5xx"};

    private final Family<RouteCount> routes = new Family<>(RouteCount::new);
    private final LongAdder inFlight = new LongAdder();
    private final Refusals refusals;
    private volatile @Nullable Supplier<HttpUse> use;

    /** Requests to one route. */
    private static final class RouteCount {
        private final Family<Family<LongAdder>> requests =
                new Family<>(() -> new Family<>(LongAdder::new));
        private final Spread durations = Spread.ofDurations();
    }

    HttpMeter(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    public void listening(Supplier<HttpUse> door) {
        use = door;
    }

    @Override
    public void began() {
        inFlight.increment();
    }

    @Override
    public void ended(String route, String method, int status, Duration took) {
        inFlight.decrement();
        RouteCount count = routes.of(route);
        count.requests.of(known(method)).of(CLASSES[Math.clamp(status / 100, 0, 5)]).increment();
        count.durations.record(took);
    }

    @Override
    public void refused(ErrorCode code) {
        refusals.count(code);
    }

    /** Clients write what they like. */
    private static String known(String method) {
        return switch (method) {
            case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" -> method;
            default -> Family.OTHERS;
        };
    }

    void writeTo(Sheet sheet) {
        sheet.counters(
                "http_requests",
                "Requests that have ended, by route, method and class of status.",
                rows ->
                        routes.each((route, count) ->
                                count.requests.each((method, classes) ->
                                        classes.each((status, number) ->
                                                rows.add(
                                                        number.sum(),
                                                        "route",
                                                        route,
                                                        "method",
                                                        method,
                                                        "status",
                                                        status)))));
        sheet.spreads(
                "http_request_duration_seconds",
                "How long requests took, by route.",
                rows -> routes.each((route, count) -> rows.add(count.durations, "route", route)));
        sheet.gauge(
                "http_requests_in_flight",
                "Requests that have begun and not ended, streams among them.",
                Math.max(0, inFlight.sum()));
        Optional.ofNullable(use)
                .map(Supplier::get)
                .ifPresent(door -> {
                    sheet.gauge("http_connections", "Open connections.", door.connections());
                    sheet.gauge(
                            "http_calls_in_flight", "REST calls that are worked on.", door.calls());
                    sheet.gauge(
                            "http_calls_limit",
                            "REST calls that may be worked on at once.",
                            door.mostCalls());
                });
    }
}
