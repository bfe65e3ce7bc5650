package io.ultimatemcp.protocol.endpoint;

import io.ultimatemcp.protocol.session.SessionStore;
import io.ultimatemcp.protocol.task.Tasks;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Forgets sessions and tasks that outlived their limits. */
final class Sweep implements Pulse.Beat {
    private static final long PURGE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final SessionStore sessions;
    private final @Nullable Tasks tasks;
    private long purged = System.nanoTime();

    Sweep(SessionStore sessions, @Nullable Tasks tasks) {
        this.sessions = sessions;
        this.tasks = tasks;
    }

    @Override
    public void tick(long nanoTime) {
        sessions.sweep();
        if (tasks != null && nanoTime - purged > PURGE_NANOS) {
            purged = nanoTime;
            // the store may block, this thread must not
            Thread.ofVirtual().name("purge").start(tasks::purge);
        }
    }
}
