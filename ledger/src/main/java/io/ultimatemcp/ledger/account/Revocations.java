package io.ultimatemcp.ledger.account;

import io.ultimatemcp.ledger.page.Page;
import io.ultimatemcp.ledger.sql.Database;
import io.ultimatemcp.ledger.sql.Micros;
import java.time.Instant;
import java.util.List;

/**
 * Tokens and users that are no longer honoured. A node keeps its own copy fresh by asking for what
 * follows the last number it knows. Any thread may call; calls block on the disk.
 */
public final class Revocations {
    private static final int CHANGE_BYTES = 256;

    private final Database database;

    /**
     * Opens the revocations.
     *
     * @param database holds them
     */
    public Revocations(Database database) {
        this.database = database;
    }

    /**
     * Stops honouring; durable when this returns.
     *
     * @param kind a token or a user
     * @param subject its identifier or name
     * @param now when
     * @param until after this moment no token concerned can be valid any more
     */
    public void add(Revocation.Kind kind, String subject, Instant now, Instant until) {
        Names.check("subject", subject);
        database.write(
                CHANGE_BYTES,
                handle ->
                        handle.createUpdate(
                                        """
                                        INSERT INTO revocations
                                          (kind, subject, revoked_us, until_us)
                                        VALUES (:kind, :subject, :now, :until)\
                                        """)
                                .bind("kind", kind.name())
                                .bind("subject", subject)
                                .bind("now", Micros.of(now))
                                .bind("until", Micros.of(until))
                                .execute());
    }

    /**
     * What was revoked since.
     *
     * @param seq revocations after this number; 0 for all
     * @param limit 1…{@value Page#LARGEST}
     * @return in order
     */
    public List<Revocation> after(long seq, int limit) {
        Page.checkedLimit(limit);
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT * FROM revocations WHERE seq > :seq
                                ORDER BY seq LIMIT :limit\
                                """)
                        .bind("seq", seq)
                        .bind("limit", limit)
                        .map((row, _) ->
                                new Revocation(
                                        row.getLong("seq"),
                                        Revocation.Kind.valueOf(row.getString("kind")),
                                        row.getString("subject"),
                                        Micros.toInstant(row.getLong("revoked_us")),
                                        Micros.toInstant(row.getLong("until_us"))))
                        .list());
    }

    /**
     * Whether a token is refused.
     *
     * @param token its identifier
     * @param user its subject
     * @param issuedAt when it was issued
     * @return true if it, or everything of its user issued before a later moment, was revoked
     */
    public boolean isRevoked(String token, String user, Instant issuedAt) {
        return database.read(handle ->
                handle.createQuery(
                                        """
                                        SELECT count(*) FROM revocations
                                        WHERE (kind = 'TOKEN' AND subject = :token)
                                          OR (kind = 'USER' AND subject = :user
                                            AND revoked_us > :issued)\
                                        """)
                                .bind("token", token)
                                .bind("user", user)
                                .bind("issued", Micros.of(issuedAt))
                                .mapTo(Long.class)
                                .one()
                        > 0);
    }

    /**
     * Forgets revocations that no longer matter.
     *
     * @param now those whose tokens all expired before this moment
     * @return how many
     */
    public int purge(Instant now) {
        return database.write(
                CHANGE_BYTES,
                handle ->
                        handle.createUpdate("DELETE FROM revocations WHERE until_us < :now")
                                .bind("now", Micros.of(now))
                                .execute());
    }
}
