package io.ultimatemcp.protocol.endpoint;

import io.ultimatemcp.protocol.notify.Emitter;
import io.ultimatemcp.protocol.notify.Next;
import io.ultimatemcp.protocol.notify.Outbox;
import io.ultimatemcp.protocol.notify.Outgoing;
import io.ultimatemcp.protocol.wire.Limits;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of a pipe. Answers wait for room; what is said unasked is dropped by its kind.
 * Thread-safe.
 */
final class PipeWriter implements Emitter {
    private static final Logger LOG = LoggerFactory.getLogger(PipeWriter.class);

    private final OutputStream out;
    private final Outbox outbox;
    private final Thread thread;

    PipeWriter(OutputStream out, Limits.Streams limits) {
        this.out = out;
        this.outbox = new Outbox(limits.outboxMessages(), limits.outboxBytes());
        this.thread = Thread.ofPlatform().name("stdio-writer").daemon().start(this::write);
    }

    @Override
    public boolean emit(Outgoing message) {
        return outbox.emit(message);
    }

    /** Writes an answer; waits while the pipe is full. */
    void answer(byte[] json) {
        try {
            outbox.put(json);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes what is queued and ends, waiting at most {@code wait}. */
    void close(Duration wait) {
        outbox.finish(null);
        try {
            thread.join(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            while (true) {
                switch (outbox.take(Duration.ofHours(1))) {
                    case Next.Send send -> {
                        out.write(send.message().json());
                        out.write('\n');
                        out.flush();
                    }
                    case Next.End end -> {
                        return;
                    }
                    case Next.Idle idle -> {}
                    case Next.SendEvent event -> throw new IllegalStateException("not a stream");
                    case Next.Pause pause -> throw new IllegalStateException("not a stream");
                }
            }
        } catch (IOException e) {
            LOG.info("the client closed the pipe: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            outbox.abandoned();
        }
    }
}
