package io.ultimatemcp.sandbox.output;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/**
 * What a program has written on one stream so far: kept up to a bound, counted beyond it, told
 * live. One thread adds, any may look.
 */
public final class Kept {
    private final int limit;
    private final LiveText live;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long written;

    /**
     * @param limit bytes that are kept
     * @param listener hears the text while it comes, up to the size of a window
     */
    public Kept(int limit, Consumer<String> listener) {
        this.limit = limit;
        this.live = new LiveText(listener);
    }

    /** Takes the first {@code length} bytes; answers whether more has come than is kept. */
    public boolean add(byte[] buffer, int length) {
        boolean excess = keep(buffer, length);
        live.add(buffer, length);
        return excess;
    }

    /** Says that no more will come. */
    public void end() {
        live.end();
    }

    /** What was kept so far. */
    public synchronized byte[] bytes() {
        return kept.toByteArray();
    }

    /** How many bytes have come so far. */
    public synchronized long written() {
        return written;
    }

    private synchronized boolean keep(byte[] buffer, int length) {
        written += length;
        kept.write(buffer, 0, Math.min(length, limit - kept.size()));
        return written > limit;
    }
}
