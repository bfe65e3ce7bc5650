package io.ultimatemcp.protocol.notify;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The bounded queue between producers and the one writer of a stream. Producers never wait and
 * never write: a slow reader costs this queue's bound, then messages by their {@link
 * Outgoing.Kind}, then the stream.
 */
public final class Outbox implements Emitter, Source {
    private final int maxMessages;
    private final int maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Object, Outgoing> queue = new LinkedHashMap<>();
    private int bytes;
    private boolean open = true;
    private @Nullable Outgoing last;

    public Outbox(int maxMessages, int maxBytes) {
        this.maxMessages = maxMessages;
        this.maxBytes = maxBytes;
    }

    @Override
    public boolean emit(Outgoing message) {
        lock.lock();
        try {
            if (!open) {
                return false;
            }
            Object key = message.kind() == Outgoing.Kind.LATEST ? message.key() : new Object();
            Outgoing replaced = queue.put(key, message);
            bytes += message.json().length - (replaced == null ? 0 : replaced.json().length);
            while (overfull()
                    && (drop(Outgoing.Kind.LOG, message) || drop(Outgoing.Kind.LATEST, message))) {
                // each pass frees one message
            }
            if (overfull()) {
                shut();
                return false;
            }
            changed.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends the stream after what is queued and {@code json}, which is never dropped; null ends it
     * bare.
     */
    public void finish(byte @Nullable [] json) {
        lock.lock();
        try {
            if (open) {
                open = false;
                last = json == null ? null : Outgoing.must(json);
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Next take(Duration wait) throws InterruptedException {
        long left = wait.toNanos();
        lock.lockInterruptibly();
        try {
            while (queue.isEmpty() && open) {
                if (left <= 0) {
                    return new Next.Idle();
                }
                left = changed.awaitNanos(left);
            }
            if (!queue.isEmpty()) {
                return new Next.Send(poll());
            }
            Outgoing ending = last;
            last = null;
            return ending == null ? new Next.End() : new Next.Send(ending);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void abandoned() {
        lock.lock();
        try {
            shut();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until there is room for a message that must not be dropped, for producers that may
     * wait.
     */
    public boolean put(byte[] json) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (open && !queue.isEmpty() && bytes + json.length > maxBytes) {
                if (!changed.await(30, TimeUnit.SECONDS)) {
                    shut();
                }
            }
            if (!open) {
                return false;
            }
            queue.put(new Object(), Outgoing.must(json));
            bytes += json.length;
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private Outgoing poll() {
        Iterator<Outgoing> oldest = queue.values().iterator();
        Outgoing message = oldest.next();
        oldest.remove();
        bytes -= message.json().length;
        changed.signalAll();
        return message;
    }

    private boolean overfull() {
        return queue.size() > maxMessages || (bytes > maxBytes && queue.size() > 1);
    }

    /** Drops the oldest of a kind, but not the newest of all. */
    private boolean drop(Outgoing.Kind kind, Outgoing newest) {
        for (Iterator<Outgoing> each = queue.values().iterator(); each.hasNext(); ) {
            Outgoing message = each.next();
            if (message.kind() == kind && message != newest) {
                each.remove();
                bytes -= message.json().length;
                return true;
            }
        }
        return false;
    }

    private void shut() {
        open = false;
        queue.clear();
        bytes = 0;
        last = null;
        changed.signalAll();
    }
}
