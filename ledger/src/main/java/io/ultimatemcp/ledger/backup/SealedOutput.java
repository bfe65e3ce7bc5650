package io.ultimatemcp.ledger.backup;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;

/** Writes pieces: for each its length, negative on the last one, then its sealed bytes. */
final class SealedOutput extends OutputStream {
    private final DataOutputStream out;
    private final Frames frames;
    private final byte[] piece = new byte[Frames.PIECE];
    private int filled;

    SealedOutput(DataOutputStream out, Frames frames) {
        this.out = out;
        this.frames = frames;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        int left = length;
        while (left > 0) {
            if (filled == piece.length) {
                send(false);
            }
            int count = Math.min(left, piece.length - filled);
            System.arraycopy(bytes, from, piece, filled, count);
            filled += count;
            from += count;
            left -= count;
        }
    }

    /** Seals what is left as the last piece; leaves the stream beneath open. */
    void finish() throws IOException {
        send(true);
        out.flush();
    }

    private void send(boolean last) throws IOException {
        try {
            byte[] sealed = frames.seal(Arrays.copyOf(piece, filled), last);
            out.writeInt(last ? -1 - sealed.length : sealed.length);
            out.write(sealed);
            filled = 0;
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot seal the backup", e);
        }
    }
}
