package io.ultimatemcp.ledger.backup;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * Seals the pieces of one file in their order: AES-256-GCM with the piece's number and a mark on
 * the last one in the nonce (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár,
 * 2015), so that pieces can be neither changed, swapped, repeated nor cut off. Without a key pieces
 * pass as they are, and the checksums of the manifest must do.
 */
final class Frames {
    /** How many bytes of content one piece holds; only the last one holds fewer. */
    static final int PIECE = 1 << 16;

    private static final int TAG_BITS = 128;
    private static final int NONCE_BYTES = 12;

    private final @Nullable SecretKey key;
    private final byte[] header;
    private int number;

    Frames(@Nullable SecretKey key, byte[] header) {
        this.key = key;
        this.header = header;
    }

    byte[] seal(byte[] piece, boolean last) throws GeneralSecurityException {
        return apply(Cipher.ENCRYPT_MODE, piece, last);
    }

    /** Fails with {@link javax.crypto.AEADBadTagException} if the piece is not the right one. */
    byte[] open(byte[] piece, boolean last) throws GeneralSecurityException {
        return apply(Cipher.DECRYPT_MODE, piece, last);
    }

    private byte[] apply(int mode, byte[] piece, boolean last) throws GeneralSecurityException {
        int current = number;
        number = Math.addExact(number, 1);
        if (key == null) {
            return piece;
        }
        byte[] nonce =
                ByteBuffer.allocate(NONCE_BYTES)
                        .putInt(NONCE_BYTES - 5, current)
                        .put(NONCE_BYTES - 1, (byte) (last ? 1 : 0))
                        .array();
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(header);
        return cipher.doFinal(piece);
    }
}
