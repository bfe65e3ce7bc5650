package io.ultimatemcp.sandbox.session;

import io.ultimatemcp.sandbox.Bytes;
import io.ultimatemcp.sandbox.files.Known;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** Digests of the files that the owner has: given or already told. Bounded. */
final class Digests implements Known {
    private static final int MOST = 16_384;

    private final Map<String, Print> prints = new HashMap<>();

    private record Print(long size, String digest) {}

    void add(String path, Bytes content) {
        if (prints.size() < MOST || prints.containsKey(path)) {
            prints.put(path, new Print(content.size(), digest(content.shared())));
        }
    }

    @Override
    public boolean mayHave(String path, long size) {
        Print print = prints.get(path);
        return print != null && print.size == size;
    }

    @Override
    public boolean has(String path, byte[] content) {
        Print print = prints.get(path);
        return print != null
                && print.size == content.length
                && print.digest.equals(digest(content));
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
