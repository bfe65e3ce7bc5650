package io.ultimatemcp.ledger.run;

import io.ultimatemcp.ledger.blob.Blobs;
import io.ultimatemcp.ledger.blob.Release;
import io.ultimatemcp.ledger.blob.Sha256;
import io.ultimatemcp.ledger.outbox.Outbox;
import io.ultimatemcp.ledger.outbox.OutboxKind;
import io.ultimatemcp.ledger.sql.Database;
import io.ultimatemcp.ledger.sql.Micros;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/**
 * Deletes runs with the contents that nothing else refers to. Any thread may call; each call is one
 * turn of the writer.
 */
public final class RunDisposal {
    private static final int ROW_BYTES = 1024;

    private final Database database;
    private final Blobs blobs;
    private final InstantSource time;

    /**
     * Opens the disposal.
     *
     * @param database holds the runs
     * @param blobs holds what they refer to
     * @param time dates the entries of the outbox
     */
    public RunDisposal(Database database, Blobs blobs, InstantSource time) {
        this.database = database;
        this.blobs = blobs;
        this.time = time;
    }

    /**
     * What a call deleted.
     *
     * @param runs how many
     * @param bytes of content that nothing refers to any more
     */
    public record Deleted(int runs, long bytes) {}

    /**
     * Deletes one run.
     *
     * @param id its name
     * @param also is done in the same transaction, if there was one
     * @return false if there was none
     */
    public boolean delete(String id, Consumer<Handle> also) {
        return database.write(
                ROW_BYTES,
                handle -> {
                    boolean deleted = delete(handle, List.of(id), Long.MAX_VALUE).runs() == 1;
                    if (deleted) {
                        also.accept(handle);
                    }
                    return deleted;
                });
    }

    /**
     * Deletes old runs.
     *
     * @param moment those that started before
     * @param ended and that ended before
     * @param most how many at once
     * @return what was deleted
     */
    public Deleted deleteStartedBefore(Instant moment, Instant ended, int most) {
        return database.write(
                ROW_BYTES,
                handle ->
                        delete(
                                handle,
                                handle.createQuery(
                                                """
                                                SELECT id FROM runs WHERE started_us < :moment
                                                  AND started_us + duration_us < :ended
                                                ORDER BY started_us, id LIMIT :most\
                                                """)
                                        .bind("moment", Micros.of(moment))
                                        .bind("ended", Micros.of(ended))
                                        .bind("most", most)
                                        .mapTo(String.class)
                                        .list(),
                                Long.MAX_VALUE));
    }

    /**
     * Deletes the oldest runs.
     *
     * @param ended those that ended before
     * @param most how many
     * @param bytes stops as soon as so many bytes of content are gone
     * @return what was deleted
     */
    public Deleted deleteOldest(Instant ended, int most, long bytes) {
        return database.write(
                ROW_BYTES,
                handle ->
                        delete(
                                handle,
                                handle.createQuery(
                                                """
                                                SELECT id FROM runs
                                                WHERE started_us + duration_us < :ended
                                                ORDER BY started_us, id LIMIT :most\
                                                """)
                                        .bind("ended", Micros.of(ended))
                                        .bind("most", most)
                                        .mapTo(String.class)
                                        .list(),
                                bytes));
    }

    /**
     * How many runs there are.
     *
     * @return all of them
     */
    public long count() {
        return database.read(
                handle -> handle.createQuery("SELECT count(*) FROM runs").mapTo(Long.class).one());
    }

    private Deleted delete(Handle handle, List<String> ids, long enough) {
        int runs = 0;
        long bytes = 0;
        for (String id : ids) {
            List<Sha256> held =
                    handle.createQuery("SELECT sha256 FROM run_blobs WHERE run_id = :id")
                            .bind("id", id)
                            .map((row, _) -> new Sha256(row.getString(1)))
                            .list();
            if (handle.createUpdate("DELETE FROM runs WHERE id = :id").bind("id", id).execute()
                    == 1) {
                runs++;
                bytes += Release.unreferenced(blobs, handle, held);
                Outbox.add(handle, OutboxKind.RUN_DELETED, id, time.instant());
            }
            if (bytes >= enough) {
                break;
            }
        }
        return new Deleted(runs, bytes);
    }
}
