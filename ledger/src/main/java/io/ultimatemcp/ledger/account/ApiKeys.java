package io.ultimatemcp.ledger.account;

import io.ultimatemcp.ledger.page.Page;
import io.ultimatemcp.ledger.sql.Database;
import io.ultimatemcp.ledger.sql.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * API keys, found by the SHA-256 of their secret; a secret has enough chance in it that a slower
 * hash would protect nothing. Any thread may call; calls block on the disk.
 */
public final class ApiKeys {
    private static final int CHANGE_BYTES = 512;

    private final Database database;

    /**
     * Opens the keys.
     *
     * @param database holds them
     */
    public ApiKeys(Database database) {
        this.database = database;
    }

    /**
     * Stores a new key.
     *
     * @param key without its secret; its user exists
     * @param secretSha256 lower-case hexadecimal digest of the secret
     * @throws io.ultimatemcp.ledger.fault.Conflict if the user is unknown or the key is stored
     */
    public void create(ApiKey key, String secretSha256) {
        database.write(
                CHANGE_BYTES,
                handle ->
                        handle.createUpdate(
                                        """
                                        INSERT INTO api_keys (id, user_name, secret_sha256, label,
                                          role, scopes, created_us, expires_us, revoked_us)
                                        VALUES (:id, :user, :secret, :label,
                                          :role, :scopes, :created, :expires, :revoked)\
                                        """)
                                .bind("id", key.id())
                                .bind("user", key.user())
                                .bind("secret", secretSha256)
                                .bind("label", key.label())
                                .bind("role", key.role())
                                .bind("scopes", String.join(" ", new TreeSet<>(key.scopes())))
                                .bind("created", Micros.of(key.createdAt()))
                                .bind("expires", Times.micros(key.expiresAt()))
                                .bind("revoked", Times.micros(key.revokedAt()))
                                .execute());
    }

    /**
     * Finds the key behind a secret, valid or not.
     *
     * @param secretSha256 lower-case hexadecimal digest of the secret
     * @return empty if no key has it
     */
    public Optional<ApiKey> findBySecret(String secretSha256) {
        return database.read(handle ->
                handle.createQuery("SELECT * FROM api_keys WHERE secret_sha256 = :secret")
                        .bind("secret", secretSha256)
                        .map((row, _) -> read(row))
                        .findOne());
    }

    /**
     * Lists keys by name, of all users.
     *
     * @param after the last name of the page before; empty for the first page
     * @param limit 1…{@value Page#LARGEST}
     * @return those whose names follow
     */
    public List<ApiKey> list(String after, int limit) {
        Page.checkedLimit(limit);
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT * FROM api_keys WHERE id > :after
                                ORDER BY id LIMIT :limit\
                                """)
                        .bind("after", after)
                        .bind("limit", limit)
                        .map((row, _) -> read(row))
                        .list());
    }

    /**
     * Stops honouring a key.
     *
     * @param id its name
     * @param now since when
     * @return false if there is no such key or it was revoked before
     */
    public boolean revoke(String id, Instant now) {
        return revoke("id = :subject", id, now) == 1;
    }

    /**
     * Stops honouring all keys of a user.
     *
     * @param user whose
     * @param now since when
     * @return how many were still honoured
     */
    public int revokeAll(String user, Instant now) {
        return revoke("user_name = :subject", user, now);
    }

    private int revoke(String which, String subject, Instant now) {
        return database.write(
                CHANGE_BYTES,
                handle ->
                        handle.createUpdate(
                                        "UPDATE api_keys SET revoked_us = :now"
                                                + " WHERE revoked_us IS NULL AND "
                                                + which)
                                .bind("now", Micros.of(now))
                                .bind("subject", subject)
                                .execute());
    }

    private static ApiKey read(ResultSet row) throws SQLException {
        String scopes = row.getString("scopes");
        return new ApiKey(
                row.getString("id"),
                row.getString("user_name"),
                row.getString("label"),
                row.getString("role"),
                scopes.isEmpty() ? Set.of() : Set.of(scopes.split(" ", -1)),
                Micros.toInstant(row.getLong("created_us")),
                Times.read(row, "expires_us"),
                Times.read(row, "revoked_us"));
    }
}
