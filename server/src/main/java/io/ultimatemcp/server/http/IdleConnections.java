package io.ultimatemcp.server.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes connections on which nothing is asked: one that opens and stays silent, or one kept alive
 * for nobody. A call that is worked on may be silent as long as it takes.
 */
final class IdleConnections {
    private static final long PATIENCE_MS = 60_000;

    private final Vertx vertx;
    private final Map<HttpConnection, Long> timers = new ConcurrentHashMap<>();

    IdleConnections(Vertx vertx) {
        this.vertx = vertx;
    }

    void opened(HttpConnection connection) {
        idle(connection);
        connection.closeHandler(_ -> busy(connection));
    }

    /** A request has come in. */
    void busy(HttpConnection connection) {
        Long timer = timers.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }

    /** Its answer has gone out. */
    void idle(HttpConnection connection) {
        busy(connection);
        timers.put(connection, vertx.setTimer(PATIENCE_MS, _ -> close(connection)));
    }

    private void close(HttpConnection connection) {
        timers.remove(connection);
        connection.close();
    }
}
