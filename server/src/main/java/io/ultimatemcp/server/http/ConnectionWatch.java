package io.ultimatemcp.server.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes connections that wait for the client too long: one that opens and stays silent, one that
 * sends its body by the drop, one kept alive for nobody, one that does not read a large answer. A
 * call that is worked on may take as long as it takes. One sweep for all connections, since a timer
 * for each request would cost more than the request.
 */
final class ConnectionWatch {
    private static final Duration SWEEP = Duration.ofSeconds(5);
    private static final Duration BODY = Duration.ofSeconds(30);
    private static final Duration IDLE = Duration.ofSeconds(60);
    private static final long NEVER = Long.MAX_VALUE;

    /**
     * When each connection has waited long enough, in the time of {@link System#nanoTime} since
     * {@link #start}.
     */
    private final Map<HttpConnection, Long> deadlines = new ConcurrentHashMap<>();

    private final long start = System.nanoTime();

    ConnectionWatch(Vertx vertx) {
        vertx.setPeriodic(SWEEP.toMillis(), _ -> sweep());
    }

    /** How many connections are open. */
    int connections() {
        return deadlines.size();
    }

    void opened(HttpConnection connection) {
        deadlines.put(connection, now() + IDLE.toNanos());
        connection.closeHandler(_ -> deadlines.remove(connection));
    }

    /** The head of a request is there; its body may follow. */
    void reading(HttpConnection connection) {
        deadlines.replace(connection, now() + BODY.toNanos());
    }

    /** The whole request is there. */
    void working(HttpConnection connection) {
        deadlines.replace(connection, NEVER);
    }

    /** A piece of a large answer waits to go out. */
    void sending(HttpConnection connection) {
        deadlines.replace(connection, now() + IDLE.toNanos());
    }

    /** Its answer has gone out. */
    void idle(HttpConnection connection) {
        deadlines.replace(connection, now() + IDLE.toNanos());
    }

    private void sweep() {
        long now = now();
        deadlines.forEach((connection, deadline) -> {
            if (deadline <= now) {
                connection.close();
            }
        });
    }

    private long now() {
        return System.nanoTime() - start;
    }
}
