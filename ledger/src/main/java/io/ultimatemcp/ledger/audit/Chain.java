package io.ultimatemcp.ledger.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ultimatemcp.ledger.sql.Micros;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The hash of an entry: SHA-256 over the previous hash, the number, the time in microseconds and
 * every text with its length before it, so that no two entries have the same input.
 */
final class Chain {
    private Chain() {}

    static String hash(String previous, long seq, Instant at, AuditEvent event) {
        MessageDigest digest = sha256();
        digest.update(previous.getBytes(UTF_8));
        digest.update(ByteBuffer.allocate(16).putLong(seq).putLong(Micros.of(at)).flip());
        feed(digest, event.actor());
        feed(digest, event.action());
        feed(digest, event.target());
        feed(digest, event.outcome());
        feed(digest, event.requestId());
        feed(digest, event.detail());
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void feed(MessageDigest digest, @Nullable String text) {
        byte[] bytes = text == null ? new byte[0] : text.getBytes(UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(text == null ? -1 : bytes.length).flip());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
