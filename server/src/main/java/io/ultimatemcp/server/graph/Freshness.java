package io.ultimatemcp.server.graph;

import io.ultimatemcp.protocol.feature.Cancel;

/** Brings the graph up to date with the ledger before somebody looks at it. */
@FunctionalInterface
public interface Freshness {

    /**
     * Waits until the runs stored before this call are in the graph, a bounded time at most: a
     * graph that lags is better than none. Returns at once on cancellation.
     */
    void await(Cancel cancel);
}
