package io.ultimatemcp.sandbox.zygote;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one zygote: replaces it when it dies, and now and then for another reason: what forks from
 * one zygote shares the layout of its memory and the seed of its hashes, and should not for long.
 * Thread-safe.
 */
public final class Nursery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Nursery.class);
    private static final long SPLITS_EACH = 2_000;
    private static final long LONGEST_PAUSE_SECONDS = 60;
    private static final String WORD = "held";

    private final Starter starter;
    private final Executor makers;
    private final Room room;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private @Nullable Zygote current;
    private boolean starting;
    private boolean closed;
    private int failures;
    private long installed;

    /** Starts zygotes. */
    @FunctionalInterface
    public interface Starter {
        /** Starts one that runs {@code onDeath}, once, when it is dead. */
        Zygote start(Runnable onDeath) throws IOException, InterruptedException;
    }

    private Nursery(Starter starter, Executor makers, Room room) {
        this.starter = starter;
        this.makers = makers;
        this.room = room;
    }

    /**
     * One with a zygote that has passed a trial.
     *
     * @param makers runs what takes long
     * @throws IOException why this machine can have none
     */
    public static Nursery open(Starter starter, Executor makers, Room room)
            throws IOException, InterruptedException {
        var nursery = new Nursery(starter, makers, room);
        nursery.install(nursery.tried());
        return nursery;
    }

    /**
     * Splits off a nest.
     *
     * @throws IOException when there is no zygote now, or it could not
     */
    public Nest open(Room wanted) throws IOException, InterruptedException {
        return zygote().split(wanted);
    }

    /** Has {@code listener} run each time that the zygote has died, or another has come. */
    public void listen(Runnable listener) {
        listeners.add(listener);
    }

    /** Whether there is a zygote now. */
    public synchronized boolean isReady() {
        return current != null && current.isAlive();
    }

    /** How many zygotes took the place of another. */
    public synchronized long restarts() {
        return Math.max(0, installed - 1);
    }

    private synchronized Zygote zygote() throws IOException {
        if (current == null || closed) {
            throw new IOException("there is no zygote now");
        }
        if (current.splits() >= SPLITS_EACH) {
            replace(0);
        }
        return current;
    }

    private synchronized void replace(long seconds) {
        if (!starting && !closed) {
            try {
                CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS, makers)
                        .execute(this::restart);
                starting = true;
            } catch (RejectedExecutionException e) {
                closed = true; // the sandbox is closing
            }
        }
    }

    private void restart() {
        Zygote made = null;
        try {
            made = tried();
        } catch (IOException | RuntimeException e) {
            LOG.warn("no zygote could be started: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            starting = false;
            if (made == null) {
                replace(Math.min(LONGEST_PAUSE_SECONDS, 1L << Math.min(failures++, 6)));
            }
        }
        if (made != null) {
            install(made);
        }
    }

    private void install(Zygote made) {
        Zygote old;
        boolean late;
        synchronized (this) {
            old = current;
            late = closed;
            failures = 0;
            current = late ? null : made;
            installed += late ? 0 : 1;
        }
        if (late) {
            made.close();
        } else if (old != null) {
            old.retire();
        }
        listeners.forEach(Runnable::run);
    }

    private void bury(Zygote dead) {
        dead.close();
        synchronized (this) {
            if (current == dead) {
                LOG.warn("the zygote has died and is replaced");
                current = null;
                replace(failures == 0 ? 0 : 1);
                failures++;
            }
        }
        listeners.forEach(Runnable::run);
    }

    /** A zygote of which a nest has run a program and told its end. */
    private Zygote tried() throws IOException, InterruptedException {
        var self = new CompletableFuture<Zygote>();
        Zygote zygote =
                starter.start(() -> {
                    var _ = self.thenAccept(this::bury);
                });
        try (Nest nest = zygote.split(room)) {
            nest.watch(makers);
            var say = List.of("/bin/sh", "-c", "echo " + WORD);
            nest.stdin()
                    .write(
                            new Order(
                                            Order.Way.EXEC,
                                            say,
                                            Map.of(),
                                            Map.of(),
                                            1 << 20,
                                            10,
                                            OptionalInt.empty())
                                    .encode());
            String heard = new String(nest.stdout().readNBytes(100), UTF_8).strip();
            if (!heard.equals(WORD) || nest.await(10_000).isEmpty()) {
                String error = new String(nest.stderr().readNBytes(500), UTF_8).strip();
                throw new IOException("the trial said: " + heard + " " + error);
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            zygote.close();
            throw e;
        }
        self.complete(zygote);
        return zygote;
    }

    /** Ends the zygote and every nest. */
    @Override
    public void close() {
        Zygote last;
        synchronized (this) {
            closed = true;
            last = current;
            current = null;
        }
        if (last != null) {
            last.close();
        }
    }
}
