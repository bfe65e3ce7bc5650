package io.ultimatemcp.server.http;

import io.ultimatemcp.server.problem.ErrorCode;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Hears of every request, for metrics. Called on event loops and on the threads of calls; must be
 * quick and must not throw.
 */
public interface HttpListener {
    /** Hears nothing. */
    HttpListener NONE = new HttpListener() {};

    /** The route of a request that was refused before a path was found for it. */
    String NO_ROUTE = "none";

    /** The status of a request whose client hung up before it was answered. */
    int NO_STATUS = 0;

    /** The door listens; {@code use} tells from now on how busy it is, and never blocks. */
    default void listening(Supplier<HttpUse> use) {}

    /** The head of a request is there. */
    default void began() {}

    /**
     * A request that began has ended.
     *
     * @param route the template of its path, or {@link #NO_ROUTE}
     * @param method as the client wrote it
     * @param status of the answer, or {@link #NO_STATUS}
     * @param took until the answer was complete, which for a stream is its whole life
     */
    default void ended(String route, String method, int status, Duration took) {}

    /** A request was answered with a problem. */
    default void refused(ErrorCode code) {}
}
