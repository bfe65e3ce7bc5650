package io.ultimatemcp.ledger.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ultimatemcp.ledger.fault.BadCursor;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads page cursors: a position sealed with HMAC-SHA-256 (RFC 2104) over the name of
 * the list it belongs to. Safe for use by many threads.
 */
public final class Cursors {
    private static final int SEAL_BYTES = 16;
    private static final int LONGEST = 1024;
    private static final char SEPARATOR = '\u001f';

    private final Supplier<byte[]> secret;
    private volatile @Nullable SecretKeySpec key;

    /**
     * Makes cursors under a key.
     *
     * @param secret gives at least 16 secret bytes, always the same, and the same in all processes
     *     that share a ledger; asked when the first cursor is written or read
     */
    public Cursors(Supplier<byte[]> secret) {
        this.secret = secret;
    }

    /**
     * Writes a cursor.
     *
     * @param list names the list and its filter; the cursor is good for no other
     * @param position the sort key of the last row that was shown
     * @return URL-safe text
     */
    public String write(String list, List<String> position) {
        byte[] payload = String.join(String.valueOf(SEPARATOR), position).getBytes(UTF_8);
        byte[] sealed = Arrays.copyOf(seal(list, payload), SEAL_BYTES + payload.length);
        System.arraycopy(payload, 0, sealed, SEAL_BYTES, payload.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /**
     * Reads a cursor back.
     *
     * @param list the same name as at {@link #write}
     * @param cursor text from a client
     * @return the position
     * @throws BadCursor if it is not one that this ledger wrote for this list
     */
    public List<String> read(String list, String cursor) {
        byte[] sealed = decode(cursor);
        if (sealed.length < SEAL_BYTES) {
            throw refusal();
        }
        byte[] payload = Arrays.copyOfRange(sealed, SEAL_BYTES, sealed.length);
        if (!MessageDigest.isEqual(seal(list, payload), Arrays.copyOf(sealed, SEAL_BYTES))) {
            throw refusal();
        }
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
            return List.of(text.split(String.valueOf(SEPARATOR), -1));
        } catch (CharacterCodingException e) {
            throw refusal();
        }
    }

    private static byte[] decode(String cursor) {
        if (cursor.length() > LONGEST) {
            throw refusal();
        }
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            throw refusal();
        }
    }

    private byte[] seal(String list, byte[] payload) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key());
            mac.update(list.getBytes(UTF_8));
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(payload), SEAL_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    private SecretKeySpec key() {
        SecretKeySpec known = key;
        if (known == null) {
            known = new SecretKeySpec(secret.get(), "HmacSHA256");
            key = known;
        }
        return known;
    }

    private static BadCursor refusal() {
        return new BadCursor("cursor is not one this list returned: start again without a cursor");
    }
}
