package io.ultimatemcp.server.guard.identity;

import io.ultimatemcp.protocol.feature.Caller;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Knows the bearer tokens (RFC 6750) that open this server. Holds only their SHA-256 and compares
 * all of them in constant time, so that neither a heap dump nor a clock tells a token. Immutable,
 * any thread.
 */
public final class Bearers {
    private static final int MAX_LENGTH = 8_192;
    private static final String SCHEME = "bearer ";

    private final List<Holder> holders;

    @SuppressWarnings("ArrayRecordComponent") // never compared as a record
    private record Holder(byte[] sha256, Caller caller) {}

    /** A static token and whom it stands for. */
    public record StaticToken(String token, Caller caller) {}

    public Bearers(List<StaticToken> tokens) {
        holders =
                tokens.stream()
                        .map(each -> new Holder(sha256(each.token()), each.caller()))
                        .toList();
    }

    /** Reads an {@code Authorization} header; null when there was none. */
    public Identity identify(@Nullable String authorization) {
        if (authorization == null || authorization.isBlank()) {
            return new Identity.Missing();
        }
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                || authorization.length() > MAX_LENGTH) {
            return new Identity.Invalid("the Authorization header must be: Bearer <token>");
        }
        byte[] given = sha256(authorization.substring(SCHEME.length()).strip());
        Caller found = null;
        for (Holder holder : holders) {
            // No early exit: the time must not tell which token came close.
            found = MessageDigest.isEqual(given, holder.sha256) ? holder.caller : found;
        }
        return found == null
                ? new Identity.Invalid("the token is not valid")
                : new Identity.Known(found);
    }

    private static byte[] sha256(String token) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
