package io.ultimatemcp.graph;

import io.ultimatemcp.graph.engine.EngineSettings;
import io.ultimatemcp.graph.model.GraphListener;
import java.time.Duration;

/**
 * How to open a graph.
 *
 * @param engine where it is
 * @param connections transactions at a time, at most
 * @param patience how long one call may wait for an engine that starts, or for a connection
 * @param listener hears what happens
 */
public record GraphSettings(
        EngineSettings engine, int connections, Duration patience, GraphListener listener) {

    /** With the usual figures: 12 connections, a minute. */
    public static GraphSettings of(EngineSettings engine) {
        return new GraphSettings(engine, 12, Duration.ofMinutes(1), GraphListener.NONE);
    }
}
