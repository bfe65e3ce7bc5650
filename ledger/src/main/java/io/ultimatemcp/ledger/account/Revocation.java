package io.ultimatemcp.ledger.account;

import java.time.Instant;

/**
 * Something that is no longer honoured.
 *
 * @param seq greater than that of every earlier one
 * @param kind one token or a whole user
 * @param subject the token's identifier ({@code jti}, RFC 7519 §4.1.7) or the user's name
 * @param revokedAt for a user: tokens issued before this moment are refused
 * @param until after this moment no token concerned can be valid any more
 */
public record Revocation(long seq, Kind kind, String subject, Instant revokedAt, Instant until) {
    /** What is refused. */
    public enum Kind {
        /** The token with this identifier. */
        TOKEN,
        /** Every token of this user that was issued before. */
        USER
    }
}
