package io.ultimatemcp.sandbox.output;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Reads one stream on a thread of its own until its end or its bound, so that a program that writes
 * much on one stream never waits for the other. A platform thread: reading a pipe blocks the
 * carrier of a virtual one, and two silent programs would stop all virtual threads of two cores.
 */
public final class Capture {
    private static final int BUFFER = 1 << 16;

    private final InputStream source;
    private final Kept kept;
    private final Runnable onExcess;
    private final CountDownLatch end = new CountDownLatch(1);

    private Capture(InputStream source, Kept kept, Runnable onExcess) {
        this.source = source;
        this.kept = kept;
        this.onExcess = onExcess;
    }

    /**
     * Starts to read.
     *
     * @param kept takes it; when more has come than it keeps, {@code onExcess} runs and reading
     *     stops
     */
    public static Capture start(InputStream source, Kept kept, Runnable onExcess) {
        var capture = new Capture(source, kept, onExcess);
        Thread.ofPlatform().daemon().name("sandbox-output").start(capture::read);
        return capture;
    }

    /** Waits for the end of the stream; false when it did not come within that time. */
    public boolean await(long millis) throws InterruptedException {
        return end.await(millis, TimeUnit.MILLISECONDS);
    }

    /** What was kept so far. */
    public byte[] kept() {
        return kept.bytes();
    }

    /** How many bytes were read so far. */
    public long written() {
        return kept.written();
    }

    private void read() {
        var buffer = new byte[BUFFER];
        try {
            for (int n = source.read(buffer); n >= 0; n = source.read(buffer)) {
                if (kept.add(buffer, n)) {
                    onExcess.run();
                    return;
                }
            }
            kept.end();
        } catch (IOException e) {
            kept.end(); // the pipe was closed under us because the program is gone
        } finally {
            end.countDown();
        }
    }
}
