package io.ultimatemcp.ledger.blob;

import io.ultimatemcp.ledger.fault.LedgerCorrupt;
import io.ultimatemcp.ledger.fault.LedgerUnavailable;
import io.ultimatemcp.ledger.fault.TooLarge;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * An open content, checked against its digest before the first byte is given out. Any part can be
 * read, in any order; several threads may read at once. Close it.
 */
public final class BlobReader implements AutoCloseable {
    private static final int CHUNK = 1 << 16;

    private final StagedBlob blob;
    private final Slices slices;

    private BlobReader(StagedBlob blob, Slices slices) {
        this.blob = blob;
        this.slices = slices;
    }

    /** Reads everything once; the reader is given out only if the digest is right. */
    static BlobReader verified(StagedBlob blob, Slices slices) {
        var reader = new BlobReader(blob, slices);
        try {
            reader.verify();
            return reader;
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /**
     * The name of the content.
     *
     * @return its digest
     */
    public Sha256 sha256() {
        return blob.sha256();
    }

    /**
     * The length of the content.
     *
     * @return bytes
     */
    public long size() {
        return blob.size();
    }

    /**
     * Reads a part.
     *
     * @param position of the first byte wanted, from 0
     * @param into is filled
     * @param offset in {@code into}
     * @param length how many bytes are wanted at most
     * @return how many were read; −1 at the end
     */
    public int read(long position, byte[] into, int offset, int length) {
        if (position >= size()) {
            return -1;
        }
        try {
            int wanted = Math.toIntExact(Math.min(length, size() - position));
            return slices.read(position, into, offset, wanted);
        } catch (IOException e) {
            throw new LedgerUnavailable("cannot read content " + sha256(), e);
        }
    }

    /**
     * A range as a stream; closing it leaves the reader open.
     *
     * @param from the first byte wanted, 0…{@link #size}
     * @param length how many, as far as there are
     * @return the bytes
     */
    public InputStream stream(long from, long length) {
        if (from < 0 || length < 0 || from > size()) {
            throw new IllegalArgumentException(
                    "no range of " + length + " bytes at " + from + " in " + size() + " bytes");
        }
        return new RangeStream(this, from, Math.min(length, size() - from));
    }

    /**
     * The whole content.
     *
     * @param most how many bytes the caller can hold
     * @return all bytes
     * @throws TooLarge if there are more
     */
    public byte[] bytes(int most) {
        if (size() > most) {
            throw new TooLarge(
                    "content " + sha256() + " has " + size() + " bytes, more than " + most);
        }
        var content = new byte[Math.toIntExact(size())];
        for (int done = 0; done < content.length; ) {
            int count = read(done, content, done, content.length - done);
            if (count < 0) {
                throw corrupt();
            }
            done += count;
        }
        return content;
    }

    @Override
    public void close() {
        try {
            slices.close();
        } catch (IOException e) {
            throw new LedgerUnavailable("cannot close content " + sha256(), e);
        }
    }

    private void verify() {
        MessageDigest digest = Sha256.digest();
        var chunk = new byte[Math.toIntExact(Math.clamp(size(), 1, CHUNK))];
        for (long done = 0; done < size(); ) {
            int count = read(done, chunk, 0, chunk.length);
            if (count < 0) {
                throw corrupt();
            }
            digest.update(chunk, 0, count);
            done += count;
        }
        if (!Sha256.finish(digest).equals(sha256())) {
            throw corrupt();
        }
    }

    private LedgerCorrupt corrupt() {
        return new LedgerCorrupt(
                "content " + sha256() + " is damaged: its bytes no longer have this digest", null);
    }
}
