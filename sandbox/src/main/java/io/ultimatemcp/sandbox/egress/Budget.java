package io.ultimatemcp.sandbox.egress;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes that one run may still move. Thread-safe. */
final class Budget {
    private final AtomicLong left;

    Budget(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    /** Takes some; throws {@link Denied} when there are not so many. Once empty, it stays so. */
    void take(int bytes) throws Denied {
        if (left.addAndGet(-bytes) < 0) {
            left.set(-1);
            throw new Denied(Denial.BYTE_LIMIT);
        }
    }
}
