package io.ultimatemcp.sandbox;

import io.ultimatemcp.sandbox.bubblewrap.Host;
import io.ultimatemcp.sandbox.bubblewrap.Spawner;
import io.ultimatemcp.sandbox.bubblewrap.Stage;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sandboxes with a waiting interpreter, each used once. As many of each language as the settings
 * say; one that is taken is replaced in the background. Thread-safe.
 */
final class WarmPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WarmPool.class);

    private final Host host;
    private final Commands commands;
    private final Spawner spawner;
    private final ExecutorService makers;
    private final Map<Language, ArrayBlockingQueue<Stage>> waiting = new EnumMap<>(Language.class);
    private volatile boolean closed;

    WarmPool(
            Host host,
            Commands commands,
            Spawner spawner,
            ExecutorService makers,
            Set<Language> languages,
            int size) {
        this.host = host;
        this.commands = commands;
        this.spawner = spawner;
        this.makers = makers;
        for (Language language : languages) {
            if (size > 0 && WarmStart.isWarm(language)) {
                waiting.put(language, new ArrayBlockingQueue<>(size));
            }
        }
    }

    /** Starts to fill it. */
    void fill() {
        waiting.forEach((language, places) -> {
            for (int i = places.remainingCapacity(); i > 0; i--) {
                replace(language, places);
            }
        });
    }

    /**
     * One that waits, which is then the caller's to close; empty when there is none. When its job
     * is over the caller asks for a replacement: made earlier it would slow that very job.
     */
    Optional<Stage> take(Language language) {
        ArrayBlockingQueue<Stage> places = waiting.get(language);
        if (places == null) {
            return Optional.empty();
        }
        Stage stage = places.poll();
        if (stage == null) {
            return Optional.empty();
        }
        if (stage.process().isAlive()) {
            return Optional.of(stage);
        }
        stage.close();
        replace(language);
        return Optional.empty();
    }

    /** Makes another one in the background, for one that was taken. */
    void replace(Language language) {
        ArrayBlockingQueue<Stage> places = waiting.get(language);
        if (places != null) {
            replace(language, places);
        }
    }

    private void replace(Language language, ArrayBlockingQueue<Stage> places) {
        try {
            makers.execute(() -> make(language, places));
        } catch (RejectedExecutionException e) {
            closed = true; // the sandbox is closing, nothing more is needed
        }
    }

    private void make(Language language, ArrayBlockingQueue<Stage> places) {
        Limits limits = Limits.standard();
        Stage stage;
        try {
            stage = Stage.open(host, spawner, limits.disk(), limits.inodes());
        } catch (IOException e) {
            LOG.warn("no interpreter could be started ahead: {}", e.toString());
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        try {
            if (stage.group().isPresent()) {
                stage.group().get().limit(limits.memory(), Commands.counted(limits));
            }
            stage.putJob(WarmStart.loaderName(language), WarmStart.loader(language));
            stage.go(commands.warm(language, stage.group().isPresent(), host.ownUsers()));
            if (closed || !places.offer(stage)) {
                stage.close();
            }
        } catch (IOException e) {
            stage.close();
            LOG.warn("no interpreter could be started ahead: {}", e.toString());
        }
        if (closed) {
            drain();
        }
    }

    @Override
    public void close() {
        closed = true;
        drain();
    }

    private void drain() {
        for (ArrayBlockingQueue<Stage> places : waiting.values()) {
            for (Stage stage = places.poll(); stage != null; stage = places.poll()) {
                stage.close();
            }
        }
    }
}
