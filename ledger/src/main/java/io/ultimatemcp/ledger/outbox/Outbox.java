package io.ultimatemcp.ledger.outbox;

import io.ultimatemcp.ledger.page.Page;
import io.ultimatemcp.ledger.sql.Database;
import io.ultimatemcp.ledger.sql.Micros;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The queue between the ledger and its followers. A follower reads after the number it last
 * acknowledged, does its work, advances; after a crash it sees some entries again. Any thread may
 * call.
 */
public final class Outbox {
    private static final long CHANGE_BYTES = 256;

    private final Database database;

    /**
     * Opens the outbox.
     *
     * @param database holds it
     */
    public Outbox(Database database) {
        this.database = database;
    }

    /**
     * The next entries.
     *
     * @param seq entries after this number; 0 for all there are
     * @param limit 1…{@value Page#LARGEST}
     * @return in order, empty when the follower has seen all
     */
    public List<OutboxEntry> after(long seq, int limit) {
        Page.checkedLimit(limit);
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT seq, kind, subject, at_us FROM outbox
                                WHERE seq > :seq ORDER BY seq LIMIT :limit\
                                """)
                        .bind("seq", seq)
                        .bind("limit", limit)
                        .map((row, _) ->
                                new OutboxEntry(
                                        row.getLong("seq"),
                                        OutboxKind.valueOf(row.getString("kind")),
                                        row.getString("subject"),
                                        Micros.toInstant(row.getLong("at_us"))))
                        .list());
    }

    /**
     * Notes that a follower is done with everything up to a number, unless it is elsewhere by now:
     * another process of the same name went on, or was sent back to the start.
     *
     * @param consumer the follower's name
     * @param from the number it had acknowledged when it began
     * @param seq the last entry it has dealt with
     * @return whether it was noted
     */
    public boolean advance(String consumer, long from, long seq) {
        return database.write(
                CHANGE_BYTES,
                handle -> {
                    if (acknowledged(handle, consumer).orElse(0L) != from) {
                        return false;
                    }
                    handle.createUpdate(
                                    """
                                    INSERT INTO outbox_consumers (consumer, seq)
                                    VALUES (:consumer, :seq)
                                    ON CONFLICT (consumer) DO UPDATE SET seq = excluded.seq\
                                    """)
                            .bind("consumer", consumer)
                            .bind("seq", seq)
                            .execute();
                    return true;
                });
    }

    /**
     * Forgets followers of single nodes, {@code name:node}, that have not been heard of: their
     * lease {@link #leaseOf} is over. One that comes back begins anew.
     *
     * @param now for the leases
     * @return how many were forgotten
     */
    public int forgetSilent(Instant now) {
        return database.write(
                CHANGE_BYTES,
                handle ->
                        handle.createUpdate(
                                        """
                                        DELETE FROM outbox_consumers
                                        WHERE consumer LIKE '%:%' AND NOT EXISTS (
                                          SELECT 1 FROM leases
                                          WHERE leases.name = 'follower ' || consumer
                                            AND until_us > :now)\
                                        """)
                                .bind("now", Micros.of(now))
                                .execute());
    }

    /**
     * The lease that shows that a follower of one node still lives.
     *
     * @param consumer the follower's name
     * @return the name of the lease
     */
    public static String leaseOf(String consumer) {
        return "follower " + consumer;
    }

    /**
     * Whether a follower has acknowledged anything since it was forgotten last.
     *
     * @param consumer the follower's name
     * @return false for one that has to begin at the start
     */
    public boolean knows(String consumer) {
        return database.read(handle -> acknowledged(handle, consumer)).isPresent();
    }

    /**
     * Where a follower is.
     *
     * @param consumer the follower's name
     * @return the number it acknowledged last, 0 if none
     */
    public long acknowledged(String consumer) {
        return database.read(handle -> acknowledged(handle, consumer)).orElse(0L);
    }

    /**
     * Sends a follower back to the start, to see everything again.
     *
     * @param consumer the follower's name
     */
    public void forget(String consumer) {
        database.write(
                CHANGE_BYTES,
                handle ->
                        handle.createUpdate(
                                        "DELETE FROM outbox_consumers WHERE consumer = :consumer")
                                .bind("consumer", consumer)
                                .execute());
    }

    /**
     * How far a follower is behind.
     *
     * @param consumer the follower's name
     * @param now for the age
     * @return the lag
     */
    public OutboxLag lag(String consumer, Instant now) {
        return database.snapshot(handle ->
                handle.createQuery(
                                """
                                SELECT count(*) AS entries, min(at_us) AS oldest
                                FROM outbox WHERE seq > :seq\
                                """)
                        .bind("seq", acknowledged(handle, consumer).orElse(0L))
                        .map((row, _) -> {
                            long entries = row.getLong("entries");
                            Instant oldest = Micros.toInstant(row.getLong("oldest"));
                            return new OutboxLag(
                                    entries,
                                    entries == 0 ? Duration.ZERO : Duration.between(oldest, now));
                        })
                        .one());
    }

    /**
     * Forgets entries about runs that are gone, once every follower has seen them. One that starts
     * from the beginning needs them no more.
     *
     * @param most how many at once, 1…{@value Page#LARGEST}
     * @return how many were forgotten; call again while it is {@code most}
     */
    public int trim(int most) {
        Page.checkedLimit(most);
        List<Long> dead = database.read(handle -> dead(handle, most));
        if (dead.isEmpty()) {
            return 0;
        }
        return database.write(
                CHANGE_BYTES,
                handle -> {
                    dead.forEach(seq -> handle.execute("DELETE FROM outbox WHERE seq = ?", seq));
                    return dead.size();
                });
    }

    /**
     * Adds an entry, inside the transaction that it tells of.
     *
     * @param handle of the writer's transaction
     * @param kind what happens
     * @param subject to which run
     * @param at when
     */
    public static void add(Handle handle, OutboxKind kind, String subject, Instant at) {
        handle.createUpdate(
                        """
                        INSERT INTO outbox (kind, subject, at_us)
                        VALUES (:kind, :subject, :at)\
                        """)
                .bind("kind", kind.name())
                .bind("subject", subject)
                .bind("at", Micros.of(at))
                .execute();
    }

    private static List<Long> dead(Handle handle, int most) {
        return handle.createQuery(
                        """
                        SELECT seq FROM outbox
                        WHERE NOT EXISTS (SELECT 1 FROM runs WHERE runs.id = outbox.subject)
                          AND seq <= COALESCE((SELECT MIN(seq) FROM outbox_consumers), seq)
                        ORDER BY seq LIMIT :most\
                        """)
                .bind("most", most)
                .mapTo(Long.class)
                .list();
    }

    private static Optional<Long> acknowledged(Handle handle, String consumer) {
        return handle.createQuery("SELECT seq FROM outbox_consumers WHERE consumer = :consumer")
                .bind("consumer", consumer)
                .mapTo(Long.class)
                .findOne();
    }
}
