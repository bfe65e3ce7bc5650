package io.ultimatemcp.ledger.backup;

import io.ultimatemcp.ledger.fault.LedgerCorrupt;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;

/** Reads what {@link SealedOutput} wrote; anything else is a {@link LedgerCorrupt}. */
final class SealedInput extends InputStream {
    private static final int LONGEST = Frames.PIECE + 64;

    private final DataInputStream in;
    private final Frames frames;
    private byte[] piece = new byte[0];
    private int position;
    private boolean last;

    SealedInput(DataInputStream in, Frames frames) {
        this.in = in;
        this.frames = frames;
    }

    @Override
    public int read() throws IOException {
        return fill() ? piece[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, piece.length - position);
        System.arraycopy(piece, position, into, offset, count);
        position += count;
        return count;
    }

    /** Makes sure that a byte is at hand; false at the end. */
    private boolean fill() throws IOException {
        while (position == piece.length) {
            if (last) {
                return false;
            }
            next();
        }
        return true;
    }

    private void next() throws IOException {
        try {
            int length = in.readInt();
            last = length < 0;
            int size = last ? -1 - length : length;
            if (size > LONGEST) {
                throw new LedgerCorrupt("the backup is damaged: a piece is too long", null);
            }
            var sealed = new byte[size];
            in.readFully(sealed);
            piece = frames.open(sealed, last);
            position = 0;
            if (last && in.read() >= 0) {
                throw new LedgerCorrupt("the backup goes on after its end", null);
            }
        } catch (EOFException e) {
            throw new LedgerCorrupt("the backup ends too early", e);
        } catch (GeneralSecurityException e) {
            throw new LedgerCorrupt("the backup is damaged, or this is not its key", e);
        }
    }
}
