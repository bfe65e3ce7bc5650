package io.ultimatemcp.sandbox.output;

import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/**
 * What a program has written on one stream so far: kept up to a bound, counted beyond it, told
 * live. One thread adds, any may look.
 */
public final class Kept {
    private static final int PART = 1 << 18;

    private final int limit;
    private final Space space;
    private final LiveText live;
    private final Parts full = new Parts();
    private final ByteArrayOutputStream last = new ByteArrayOutputStream();
    private int most;
    private int size;
    private long written;

    /**
     * @param limit bytes that are kept, fewer when there is no space for them
     * @param listener hears the text while it comes, up to the size of a window
     */
    public Kept(int limit, Space space, Consumer<String> listener) {
        this.limit = limit;
        this.most = Math.min(limit, Space.FREE);
        this.space = space;
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
        return full.joined(last.toByteArray());
    }

    /** How many bytes have come so far. */
    public synchronized long written() {
        return written;
    }

    private synchronized boolean keep(byte[] buffer, int length) {
        boolean whole = size == written;
        written += length;
        if (whole && most < limit && written > most && space.forStream(limit)) {
            most = limit;
        }
        int taken = whole ? Math.min(length, most - size) : 0;
        last.write(buffer, 0, taken);
        size += taken;
        if (last.size() >= PART) {
            full.add(last.toByteArray());
            last.reset();
        }
        return written > limit;
    }
}
