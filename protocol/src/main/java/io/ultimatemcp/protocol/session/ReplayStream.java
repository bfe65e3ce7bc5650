package io.ultimatemcp.protocol.session;

import io.ultimatemcp.protocol.notify.Emitter;
import io.ultimatemcp.protocol.notify.Next;
import io.ultimatemcp.protocol.notify.Outgoing;
import io.ultimatemcp.protocol.notify.Source;
import io.ultimatemcp.protocol.wire.Limits;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A stream of a stateful session that outlives its connections: events are numbered and the last
 * ones kept, so that a client that lost the connection goes on where it stopped. At most one writer
 * is attached; a new one takes the place of the old. Thread-safe.
 *
 * <p>Source: 2025-11-25, transports, "Resumability and redelivery".
 */
public final class ReplayStream implements Emitter {
    private final String name;
    private final Limits.Streams limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Event> events = new ArrayDeque<>();
    private long lastNumber;
    private long delivered;
    private int bytes;
    private boolean ended;
    private @Nullable Writer attached;
    private @Nullable Duration pause;

    ReplayStream(String name, Limits.Streams limits) {
        this.name = name;
        this.limits = limits;
    }

    private record Event(long number, Outgoing message) {}

    @Override
    public boolean emit(Outgoing message) {
        lock.lock();
        try {
            if (ended) {
                return false;
            }
            add(message);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the stream; null ends it without a last message. */
    public void finish(byte @Nullable [] json) {
        lock.lock();
        try {
            if (!ended) {
                if (json != null) {
                    add(Outgoing.must(json));
                }
                ended = true;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Closes the writer's connection once it has caught up, telling the client when to come back.
     */
    public void letGo(Duration retry) {
        lock.lock();
        try {
            pause = retry;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Attaches a writer behind event {@code after}.
     *
     * @param prime whether the client is first told an event id to resume from
     */
    public Source attach(long after, boolean prime) {
        lock.lock();
        try {
            pause = null;
            Writer writer = new Writer(after, prime);
            attached = writer;
            changed.signalAll();
            return writer;
        } finally {
            lock.unlock();
        }
    }

    /** The number of the last event any writer took. */
    public long delivered() {
        lock.lock();
        try {
            return delivered;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a client is reading. */
    public boolean hasReader() {
        lock.lock();
        try {
            return attached != null;
        } finally {
            lock.unlock();
        }
    }

    boolean ended() {
        lock.lock();
        try {
            return ended;
        } finally {
            lock.unlock();
        }
    }

    private void add(Outgoing message) {
        if (message.kind() == Outgoing.Kind.LATEST) {
            events.removeIf(
                    e -> e.number > delivered && e.message.key().equals(message.key()) && drop(e));
        }
        events.add(new Event(++lastNumber, message));
        bytes += message.json().length;
        while (events.size() > limits.replayEvents()
                || (bytes > limits.replayBytes() && events.size() > 1)) {
            evict();
        }
        changed.signalAll();
    }

    /** What was delivered goes first, then what may be lost, then the oldest. */
    private void evict() {
        Event first = events.getFirst();
        if (first.number > delivered) {
            for (Event event : events) {
                if (event.message.kind() != Outgoing.Kind.MUST) {
                    first = event;
                    break;
                }
            }
        }
        events.remove(first);
        drop(first);
    }

    private boolean drop(Event event) {
        bytes -= event.message.json().length;
        return true;
    }

    /** The writer of one connection. */
    private final class Writer implements Source {
        private long position;
        private boolean prime;

        private Writer(long position, boolean prime) {
            this.position = position;
            this.prime = prime;
        }

        @Override
        public Next take(Duration wait) throws InterruptedException {
            long left = wait.toNanos();
            lock.lockInterruptibly();
            try {
                while (true) {
                    Next next = next();
                    if (next != null) {
                        return next;
                    }
                    if (left <= 0) {
                        return new Next.Idle();
                    }
                    left = changed.awaitNanos(left);
                }
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void abandoned() {
            lock.lock();
            try {
                if (attached == this) {
                    attached = null;
                    changed.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }

        private @Nullable Next next() {
            if (attached != this) {
                return new Next.End();
            }
            if (prime) {
                prime = false;
                return new Next.SendEvent(name + "-" + position, Outgoing.must(new byte[0]));
            }
            for (Event event : events) {
                if (event.number > position) {
                    position = event.number;
                    delivered = Math.max(delivered, position);
                    return new Next.SendEvent(name + "-" + position, event.message);
                }
            }
            if (pause != null && !ended) {
                Next.Pause next = new Next.Pause(pause);
                pause = null;
                attached = null;
                return next;
            }
            return ended ? new Next.End() : null;
        }
    }
}
