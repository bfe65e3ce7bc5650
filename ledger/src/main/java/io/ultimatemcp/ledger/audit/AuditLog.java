package io.ultimatemcp.ledger.audit;

import io.ultimatemcp.ledger.page.Cursors;
import io.ultimatemcp.ledger.page.Page;
import io.ultimatemcp.ledger.sql.Database;
import io.ultimatemcp.ledger.sql.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The audit chain of a ledger. Writers take turns, so that it never forks. Any thread may call;
 * calls block on the disk.
 */
public final class AuditLog {
    private static final int ROW_BYTES = 512;

    private final Database database;
    private final AuditList list;
    private final InstantSource time;

    /**
     * Opens the chain.
     *
     * @param database holds it
     * @param cursors seals the positions of lists
     * @param time dates the entries
     */
    public AuditLog(Database database, Cursors cursors, InstantSource time) {
        this.database = database;
        this.list = new AuditList(database, cursors);
        this.time = time;
    }

    /**
     * Writes an event down; durable when this returns.
     *
     * @param event what happened
     * @return the entry
     */
    public AuditEntry append(AuditEvent event) {
        int bytes = event.detail() == null ? ROW_BYTES : ROW_BYTES + event.detail().length();
        return database.write(bytes, handle -> append(handle, event));
    }

    /**
     * Writes several events down, in their order and all or none; durable when this returns.
     *
     * @param events what happened
     */
    public void append(List<AuditEvent> events) {
        database.write(
                (long) ROW_BYTES * events.size(),
                handle -> {
                    events.forEach(event -> append(handle, event));
                    return true;
                });
    }

    /**
     * Where the chain ends.
     *
     * @return its last entry's number and hash
     */
    public AuditHead head() {
        return database.read(AuditLog::head);
    }

    /**
     * Lists entries, the newest first.
     *
     * @param filter which
     * @param cursor from the page before, of the same filter; absent for the first
     * @param limit 1…{@value Page#LARGEST}
     * @return one page
     * @throws io.ultimatemcp.ledger.fault.BadCursor if the cursor is not from this list
     */
    public Page<AuditEntry> list(AuditFilter filter, @Nullable String cursor, int limit) {
        return list.page(filter, cursor, limit);
    }

    /**
     * Entries in the order they were written, for an export.
     *
     * @param seq entries after this number; 0 for all
     * @param limit 1…{@value Page#LARGEST}
     * @return in order
     */
    public List<AuditEntry> after(long seq, int limit) {
        Page.checkedLimit(limit);
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT * FROM audit WHERE seq > :seq
                                ORDER BY seq LIMIT :limit\
                                """)
                        .bind("seq", seq)
                        .bind("limit", limit)
                        .map((row, _) -> read(row))
                        .list());
    }

    /**
     * Checks the whole chain against a head that was noted earlier.
     *
     * @param noted the head; {@link AuditHead#EMPTY} if none was noted, and then entries cut off at
     *     the end cannot be missed
     * @return the verdict
     */
    public AuditVerdict verify(AuditHead noted) {
        AuditHead reached = AuditHead.EMPTY;
        boolean met = noted.equals(AuditHead.EMPTY);
        for (List<AuditEntry> page = after(0, Page.LARGEST);
                !page.isEmpty();
                page = after(reached.seq(), Page.LARGEST)) {
            for (AuditEntry entry : page) {
                String finding = finding(reached, entry);
                if (finding != null) {
                    return new AuditVerdict.Broken(reached.seq() + 1, finding);
                }
                reached = new AuditHead(entry.seq(), entry.hash());
                met |= reached.equals(noted);
            }
        }
        return met
                ? new AuditVerdict.Intact(reached)
                : new AuditVerdict.Broken(
                        noted.seq(), "the entry that was noted as the last one is not there");
    }

    private static @Nullable String finding(AuditHead reached, AuditEntry entry) {
        if (entry.seq() != reached.seq() + 1) {
            return "the entry is missing";
        }
        if (!entry.previous().equals(reached.hash())) {
            return "the entry does not follow from the one before";
        }
        String hash = Chain.hash(entry.previous(), entry.seq(), entry.at(), entry.event());
        return hash.equals(entry.hash()) ? null : "the entry was changed";
    }

    /**
     * Writes an event down inside a transaction of the writer: with what it tells of, or not at
     * all.
     *
     * @param handle of the writer's transaction
     * @param event what happened
     * @return the entry
     */
    public AuditEntry append(Handle handle, AuditEvent event) {
        AuditHead head = head(handle);
        long seq = head.seq() + 1;
        Instant at = time.instant().truncatedTo(ChronoUnit.MICROS);
        var entry =
                new AuditEntry(
                        seq, at, event, head.hash(), Chain.hash(head.hash(), seq, at, event));
        handle.createUpdate(
                        """
                        INSERT INTO audit (seq, at_us, actor, action, target, outcome, request_id,
                          detail, previous, hash)
                        VALUES (:seq, :at, :actor, :action, :target, :outcome, :request_id,
                          :detail, :previous, :hash)\
                        """)
                .bind("seq", seq)
                .bind("at", Micros.of(at))
                .bind("actor", event.actor())
                .bind("action", event.action())
                .bind("target", event.target())
                .bind("outcome", event.outcome())
                .bind("request_id", event.requestId())
                .bind("detail", event.detail())
                .bind("previous", entry.previous())
                .bind("hash", entry.hash())
                .execute();
        return entry;
    }

    private static AuditHead head(Handle handle) {
        return handle.createQuery("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")
                .map((row, _) -> new AuditHead(row.getLong("seq"), row.getString("hash")))
                .findOne()
                .orElse(AuditHead.EMPTY);
    }

    static AuditEntry read(ResultSet row) throws SQLException {
        return new AuditEntry(
                row.getLong("seq"),
                Micros.toInstant(row.getLong("at_us")),
                new AuditEvent(
                        row.getString("actor"),
                        row.getString("action"),
                        row.getString("target"),
                        row.getString("outcome"),
                        row.getString("request_id"),
                        row.getString("detail")),
                row.getString("previous"),
                row.getString("hash"));
    }
}
