package io.ultimatemcp.server.graph;

import io.ultimatemcp.graph.Graph;
import io.ultimatemcp.graph.model.EngineStatus;
import io.ultimatemcp.graph.model.GraphListener;
import io.ultimatemcp.graph.model.PoolUse;
import io.ultimatemcp.server.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one graph of this process. Opened at the first need, so that a start loads nothing of the
 * driver; looking at its status opens nothing. Safe for any thread.
 */
public final class GraphStore implements AutoCloseable {
    private final Settings.Graph settings;
    private final Path dataDirectory;
    private final GraphListener listener;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile @Nullable Graph open;

    /** Opens nothing yet, and tells nobody what happens. */
    public GraphStore(Settings.Graph settings, Path dataDirectory) {
        this(settings, dataDirectory, GraphListener.NONE);
    }

    /** Opens nothing yet; {@code listener} hears what happens. */
    public GraphStore(Settings.Graph settings, Path dataDirectory, GraphListener listener) {
        this.settings = settings;
        this.dataDirectory = dataDirectory;
        this.listener = listener;
    }

    /** The graph; its engine is started by the first call that needs it. */
    public Graph graph() {
        Graph ready = open;
        if (ready != null) {
            return ready;
        }
        opening.lock();
        try {
            Graph made = open;
            if (made == null) {
                made = Graph.open(GraphConfiguration.of(settings, dataDirectory, listener));
                open = made;
            }
            return made;
        } finally {
            opening.unlock();
        }
    }

    /** Whether the engine is a process of ours, which costs memory while it is awake. */
    public boolean isLocal() {
        return settings.uri().isEmpty();
    }

    /** Whether there may be anything in it: a local one begins with its first use. */
    public boolean holdsAnything() {
        return !isLocal() || Files.isDirectory(GraphConfiguration.home(dataDirectory));
    }

    /** What the engine is doing; empty as long as nobody has needed it. Never blocks. */
    public Optional<EngineStatus> status() {
        Graph ready = open;
        return ready == null ? Optional.empty() : Optional.of(ready.status());
    }

    /** Its connections at this moment; empty as long as nobody has needed it. Never blocks. */
    public Optional<PoolUse> pool() {
        Graph ready = open;
        return ready == null ? Optional.empty() : Optional.of(ready.pool());
    }

    /** Stops the engine when it is ours. The next call would open it again. */
    @Override
    public void close() {
        opening.lock();
        try {
            Graph last = open;
            open = null;
            if (last != null) {
                last.close();
            }
        } finally {
            opening.unlock();
        }
    }
}
