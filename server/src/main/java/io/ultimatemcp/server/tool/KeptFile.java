package io.ultimatemcp.server.tool;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A file that a run left behind.
 *
 * @param path relative, as the program named it
 * @param mimeType guessed from the name
 * @param content the bytes; not copied, so nobody may change them
 * @param sha256 of the content, lower-case hex
 */
@SuppressWarnings("ArrayRecordComponent") // megabytes, made once, shared read-only
public record KeptFile(String path, String mimeType, byte[] content, String sha256) {

    /** With the type guessed and the digest computed. */
    public static KeptFile of(String path, byte[] content) {
        return new KeptFile(path, MimeType.of(path), content, sha256(content));
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
