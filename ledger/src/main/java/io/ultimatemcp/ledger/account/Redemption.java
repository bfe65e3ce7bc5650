package io.ultimatemcp.ledger.account;

/** What became of the attempt to exchange a refresh token. */
public sealed interface Redemption {
    /**
     * It was good, and is used up now.
     *
     * @param token what it was
     */
    record Accepted(RefreshToken token) implements Redemption {}

    /** There is none of this secret, or its family was revoked. */
    record Unknown() implements Redemption {}

    /** Its time is over. */
    record Expired() implements Redemption {}

    /**
     * It had been used before, so somebody else holds a copy: its whole family is gone now (RFC
     * 9700 §4.14.2).
     *
     * @param token what it was
     */
    record Reused(RefreshToken token) implements Redemption {}
}
