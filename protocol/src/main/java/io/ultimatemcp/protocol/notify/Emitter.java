package io.ultimatemcp.protocol.notify;

/** Takes messages for one client without waiting for it. Thread-safe. */
@FunctionalInterface
public interface Emitter {
    /** Queues {@code message}; returns false when it can never arrive. */
    boolean emit(Outgoing message);
}
