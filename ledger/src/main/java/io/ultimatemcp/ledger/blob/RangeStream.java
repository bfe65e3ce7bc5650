package io.ultimatemcp.ledger.blob;

import java.io.InputStream;

/** A part of a content as a stream. For one thread. */
final class RangeStream extends InputStream {
    private final BlobReader reader;
    private long position;
    private long left;

    RangeStream(BlobReader reader, long from, long length) {
        this.reader = reader;
        this.position = from;
        this.left = length;
    }

    @Override
    public int read() {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        int count = reader.read(position, into, offset, (int) Math.min(length, left));
        if (count > 0) {
            position += count;
            left -= count;
        }
        return count;
    }

    @Override
    public long skip(long count) {
        long skipped = Math.clamp(count, 0, left);
        position += skipped;
        left -= skipped;
        return skipped;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, left);
    }
}
