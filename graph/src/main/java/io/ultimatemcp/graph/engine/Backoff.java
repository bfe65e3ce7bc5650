package io.ultimatemcp.graph.engine;

import java.time.Duration;

/**
 * How long to wait before the next start: half a second after the first failure, doubling up to
 * half a minute.
 */
final class Backoff {
    private static final Duration MOST = Duration.ofSeconds(30);

    private Backoff() {}

    static Duration after(int failures) {
        long millis = 500L << Math.clamp(failures - 1L, 0, 10);
        return Duration.ofMillis(Math.min(millis, MOST.toMillis()));
    }
}
