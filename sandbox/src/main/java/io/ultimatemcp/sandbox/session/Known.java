package io.ultimatemcp.sandbox.session;

import io.ultimatemcp.sandbox.Bytes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Digests of the files that the owner has: given or already told. Bounded. */
final class Known {
    private static final int MOST = 16_384;

    private final Map<String, byte[]> digests = new HashMap<>();

    void add(String path, Bytes content) {
        if (digests.size() < MOST || digests.containsKey(path)) {
            digests.put(path, digest(content.toArray()));
        }
    }

    boolean has(String path, byte[] content) {
        byte[] digest = digests.get(path);
        return digest != null && Arrays.equals(digest, digest(content));
    }

    private static byte[] digest(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
