package io.ultimatemcp.ledger.sql;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A first-in, first-out queue bounded by count and by bytes. One lock, two conditions; many offer,
 * one takes. A change larger than all the bytes allowed passes alone, when nothing else waits.
 */
final class UnitQueue {
    private final WriterLimits limits;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition work = lock.newCondition();
    private final ArrayDeque<Unit<?>> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean closed;

    UnitQueue(WriterLimits limits) {
        this.limits = limits;
    }

    /** What became of an offer. */
    enum Offer {
        ACCEPTED,
        FULL,
        CLOSED
    }

    Offer offer(Unit<?> unit, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = patience.toNanos();
            while (!closed && !fits(unit)) {
                if (nanos <= 0) {
                    return Offer.FULL;
                }
                nanos = room.awaitNanos(nanos);
            }
            if (closed) {
                return Offer.CLOSED;
            }
            waiting.add(unit);
            waitingBytes += unit.bytes();
            work.signal();
            return Offer.ACCEPTED;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for work and takes as much as one commit may cover; empty once closed and drained. */
    List<Unit<?>> take() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                work.awaitUninterruptibly();
            }
            var batch = new ArrayList<Unit<?>>();
            long bytes = 0;
            for (Unit<?> next = waiting.peek(); next != null; next = waiting.peek()) {
                if (batch.size() == limits.batch()
                        || (!batch.isEmpty() && bytes + next.bytes() > limits.batchBytes())) {
                    break;
                }
                batch.add(waiting.remove());
                bytes += next.bytes();
            }
            waitingBytes -= bytes;
            room.signalAll();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    DatabaseUse.Queue use() {
        lock.lock();
        try {
            return new DatabaseUse.Queue(
                    waiting.size(), limits.waiting(), waitingBytes, limits.waitingBytes());
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            work.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean fits(Unit<?> unit) {
        return waiting.isEmpty()
                || (waiting.size() < limits.waiting()
                        && waitingBytes + unit.bytes() <= limits.waitingBytes());
    }
}
