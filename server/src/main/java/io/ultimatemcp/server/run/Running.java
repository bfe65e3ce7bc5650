package io.ultimatemcp.server.run;

import io.ultimatemcp.protocol.feature.Cancel;
import io.ultimatemcp.protocol.feature.Registration;
import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The calls under way, so that a stop can wait for them. Bounded by the doors, which bound their
 * calls.
 */
final class Running {
    /** How long a cancelled call may take to notice. */
    private static final Duration AFTER_CANCEL = Duration.ofSeconds(5);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<Entry> entries = new HashSet<>();
    private boolean closed;

    /** A call under way; closing it says that it has ended. */
    final class Entry implements AutoCloseable {
        private final Cancel.Source cancel = new Cancel.Source();
        private final String id;
        private final Registration outer;

        private Entry(String id, Cancel outer) {
            this.id = id;
            this.outer = outer.onCancel(cancel::cancel);
        }

        /** Fires when the caller goes or the server stops. */
        Cancel cancel() {
            return cancel;
        }

        @Override
        public void close() {
            outer.close();
            lock.lock();
            try {
                entries.remove(this);
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Registers a call; throws {@link Refusal} (503) once a stop has begun. */
    Entry enter(String id, Cancel outer) {
        lock.lock();
        try {
            if (closed) {
                throw new Refusal(
                        Problem.retryLater(
                                ErrorCode.BUSY, "the server is stopping", Duration.ofSeconds(5)));
            }
            var entry = new Entry(id, outer);
            entries.add(entry);
            return entry;
        } finally {
            lock.unlock();
        }
    }

    /** Whether the call of that id has not ended yet. */
    boolean contains(String id) {
        lock.lock();
        try {
            return entries.stream().anyMatch(entry -> entry.id.equals(id));
        } finally {
            lock.unlock();
        }
    }

    boolean drain(Duration grace) throws InterruptedException {
        lock.lock();
        try {
            closed = true;
            if (awaitEmpty(grace)) {
                return true;
            }
        } finally {
            lock.unlock();
        }
        // Outside the lock: cancelling runs the calls' own code.
        snapshot().forEach(entry -> entry.cancel.cancel());
        lock.lock();
        try {
            awaitEmpty(AFTER_CANCEL);
            return false;
        } finally {
            lock.unlock();
        }
    }

    private Set<Entry> snapshot() {
        lock.lock();
        try {
            return Set.copyOf(entries);
        } finally {
            lock.unlock();
        }
    }

    private boolean awaitEmpty(Duration time) throws InterruptedException {
        long left = time.toNanos();
        while (!entries.isEmpty() && left > 0) {
            left = changed.awaitNanos(left);
        }
        return entries.isEmpty();
    }
}
