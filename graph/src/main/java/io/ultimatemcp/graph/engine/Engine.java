package io.ultimatemcp.graph.engine;

import io.ultimatemcp.graph.model.EngineStatus;
import java.time.Duration;

/** Lends connections to the graph engine, wherever it is. Thread-safe. */
public sealed interface Engine extends AutoCloseable permits LocalEngine, RemoteEngine {

    /**
     * Lends the driver, starting the engine when it is not there. Blocks at most {@code patience}.
     *
     * @throws EngineUnavailable when the engine cannot be had in time
     * @throws InterruptedException when this thread is interrupted while it waits
     */
    Lease acquire(Duration patience) throws EngineUnavailable, InterruptedException;

    /** What it is doing now; never blocks. */
    EngineStatus status();

    /** Stops what was started and refuses from then on. Waits until nothing of it is left. */
    @Override
    void close();
}
