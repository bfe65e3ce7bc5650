package io.ultimatemcp.ledger.blob;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A SHA-256 digest (FIPS 180-4), the name of a blob.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Sha256(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    /** Refuses anything but a digest with {@link IllegalArgumentException}. */
    public Sha256 {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException(
                    "sha256 must be 64 lower-case hexadecimal digits, not \"" + hex + "\"");
        }
    }

    /**
     * The digest of some bytes.
     *
     * @param content the bytes
     * @return their digest
     */
    public static Sha256 of(byte[] content) {
        MessageDigest digest = digest();
        digest.update(content);
        return finish(digest);
    }

    /**
     * Finishes a digest.
     *
     * @param digest a SHA-256 digest that has been fed the content; it is reset
     * @return the digest of that content
     */
    public static Sha256 finish(MessageDigest digest) {
        return new Sha256(HexFormat.of().formatHex(digest.digest()));
    }

    /**
     * A fresh digest to feed.
     *
     * @return SHA-256
     */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
