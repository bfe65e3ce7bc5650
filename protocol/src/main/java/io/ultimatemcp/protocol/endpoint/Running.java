package io.ultimatemcp.protocol.endpoint;

import io.ultimatemcp.protocol.feature.Cancel;
import org.jspecify.annotations.Nullable;

/**
 * A call on its thread: cancelling runs the handler's actions, then interrupts the thread while it
 * works.
 */
final class Running {
    private final Cancel.Source cancel = new Cancel.Source();
    private @Nullable Thread thread = Thread.currentThread();

    Cancel.Source cancel() {
        return cancel;
    }

    /** Stops the work; may block as long as the handler's cancel actions do. */
    void stop() {
        cancel.cancel();
        synchronized (this) {
            if (thread != null) {
                thread.interrupt();
            }
        }
    }

    /** Stops the work without blocking the calling thread, which may be an event loop. */
    void stopSoon() {
        Thread.ofVirtual().name("cancel").start(this::stop);
    }

    /** The handler has returned; an interrupt meant for it is taken back. */
    void finished() {
        synchronized (this) {
            thread = null;
        }
        if (cancel.isCancelled()) {
            Thread.interrupted();
        }
    }
}
