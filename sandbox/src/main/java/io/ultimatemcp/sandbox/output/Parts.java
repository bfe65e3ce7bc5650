package io.ultimatemcp.sandbox.output;

import java.util.ArrayList;
import java.util.List;

/**
 * Bytes that come in parts and are joined once: one buffer that grows would be copied each time,
 * and need twice the space. One thread at a time.
 */
public final class Parts {
    private final List<byte[]> parts = new ArrayList<>();
    private int size;

    /** Adds {@code part}, which nobody may change any more. */
    public void add(byte[] part) {
        parts.add(part);
        size += part.length;
    }

    /** All parts in their order, and {@code last} after them. */
    public byte[] joined(byte[] last) {
        var all = new byte[size + last.length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        System.arraycopy(last, 0, all, at, last.length);
        return all;
    }

    /** All parts in their order. */
    public byte[] joined() {
        return joined(new byte[0]);
    }

    /** Forgets them. */
    public void clear() {
        parts.clear();
        size = 0;
    }
}
