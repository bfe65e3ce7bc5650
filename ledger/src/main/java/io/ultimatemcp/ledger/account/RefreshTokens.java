package io.ultimatemcp.ledger.account;

import io.ultimatemcp.ledger.sql.Database;
import io.ultimatemcp.ledger.sql.Micros;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Refresh tokens with reuse detection. Any thread may call; calls block on the disk. */
public final class RefreshTokens {
    private static final int CHANGE_BYTES = 512;

    private final Database database;

    /**
     * Opens the tokens.
     *
     * @param database holds them
     */
    public RefreshTokens(Database database) {
        this.database = database;
    }

    /**
     * Stores a token that was just issued.
     *
     * @param token with the digest of its secret
     */
    public void issue(RefreshToken token) {
        database.write(CHANGE_BYTES, handle -> insert(handle, token));
    }

    /**
     * Uses a token up. Of several attempts, on any node, one is accepted; the next is a reuse.
     *
     * @param secretSha256 lower-case hexadecimal digest of the secret presented
     * @param now when
     * @return what became of it
     */
    public Redemption redeem(String secretSha256, Instant now) {
        return database.write(CHANGE_BYTES, handle -> redeem(handle, secretSha256, now));
    }

    /**
     * Removes all tokens of a user.
     *
     * @param user whose
     * @return how many there were
     */
    public int revokeAll(String user) {
        return database.write(
                CHANGE_BYTES,
                handle ->
                        handle.createUpdate("DELETE FROM refresh_tokens WHERE user_name = :user")
                                .bind("user", user)
                                .execute());
    }

    /**
     * Removes a log-in with all its tokens.
     *
     * @param family which
     * @return how many tokens there were
     */
    public int revokeFamily(String family) {
        return database.write(CHANGE_BYTES, handle -> deleteFamily(handle, family));
    }

    /**
     * Forgets tokens whose time is over.
     *
     * @param now those that expired at or before this moment
     * @return how many
     */
    public int purge(Instant now) {
        return database.write(
                CHANGE_BYTES,
                handle ->
                        handle.createUpdate("DELETE FROM refresh_tokens WHERE expires_us <= :now")
                                .bind("now", Micros.of(now))
                                .execute());
    }

    private static Redemption redeem(Handle handle, String secretSha256, Instant now) {
        Optional<Found> found =
                handle.createQuery("SELECT * FROM refresh_tokens WHERE secret_sha256 = :secret")
                        .bind("secret", secretSha256)
                        .map((row, _) ->
                                new Found(
                                        new RefreshToken(
                                                row.getString("secret_sha256"),
                                                row.getString("family"),
                                                row.getString("user_name"),
                                                row.getString("grants"),
                                                Micros.toInstant(row.getLong("issued_us")),
                                                Micros.toInstant(row.getLong("expires_us"))),
                                        Times.read(row, "used_us") != null))
                        .findOne();
        if (found.isEmpty()) {
            return new Redemption.Unknown();
        }
        RefreshToken token = found.get().token;
        if (found.get().used) {
            deleteFamily(handle, token.family());
            return new Redemption.Reused(token);
        }
        if (!now.isBefore(token.expiresAt())) {
            return new Redemption.Expired();
        }
        handle.createUpdate(
                        "UPDATE refresh_tokens SET used_us = :now WHERE secret_sha256 = :secret")
                .bind("now", Micros.of(now))
                .bind("secret", secretSha256)
                .execute();
        return new Redemption.Accepted(token);
    }

    private static Integer insert(Handle handle, RefreshToken token) {
        return handle.createUpdate(
                        """
                        INSERT INTO refresh_tokens
                          (secret_sha256, family, user_name, grants, issued_us, expires_us)
                        VALUES (:secret, :family, :user, :grants, :issued, :expires)\
                        """)
                .bind("secret", token.secretSha256())
                .bind("family", token.family())
                .bind("user", token.user())
                .bind("grants", token.grants())
                .bind("issued", Micros.of(token.issuedAt()))
                .bind("expires", Micros.of(token.expiresAt()))
                .execute();
    }

    private static Integer deleteFamily(Handle handle, String family) {
        return handle.createUpdate("DELETE FROM refresh_tokens WHERE family = :family")
                .bind("family", family)
                .execute();
    }

    private record Found(RefreshToken token, boolean used) {}
}
