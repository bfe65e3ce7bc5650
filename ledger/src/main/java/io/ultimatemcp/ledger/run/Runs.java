package io.ultimatemcp.ledger.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ultimatemcp.ledger.blob.Blob;
import io.ultimatemcp.ledger.blob.BlobReader;
import io.ultimatemcp.ledger.blob.Blobs;
import io.ultimatemcp.ledger.blob.Deposit;
import io.ultimatemcp.ledger.blob.Sha256;
import io.ultimatemcp.ledger.fault.Conflict;
import io.ultimatemcp.ledger.outbox.Outbox;
import io.ultimatemcp.ledger.outbox.OutboxKind;
import io.ultimatemcp.ledger.sql.Database;
import io.ultimatemcp.ledger.sql.Micros;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** The runs of a ledger, one by one. Any thread may call; calls block on the disk. */
public final class Runs {
    /** Results longer than this many bytes are blobs, so that a list of runs stays quick. */
    static final int INLINE_RESULT = 4096;

    private static final int TRIES = 3;
    private static final int ROW_BYTES = 1024;

    private final Database database;
    private final Blobs blobs;
    private final InstantSource time;

    /**
     * Opens the runs.
     *
     * @param database holds them
     * @param blobs holds what they refer to
     * @param time dates the entries of the outbox
     */
    public Runs(Database database, Blobs blobs, InstantSource time) {
        this.database = database;
        this.blobs = blobs;
        this.time = time;
    }

    /**
     * Stores a run with everything it refers to; durable when this returns, not stored at all when
     * it throws.
     *
     * @param run the run
     * @param content contents it refers to; those not given must be staged or stored already
     * @param also is done in the same transaction
     * @throws Conflict if a run of this name is stored
     * @throws io.ultimatemcp.ledger.fault.UnknownBlob if a content is missing
     */
    public void record(Run run, List<Blob> content, Consumer<Handle> also) {
        Blob result = spilled(run);
        var all = new ArrayList<>(content);
        if (result != null) {
            all.add(result);
        }
        var references = new LinkedHashSet<>(all.stream().map(Blob::sha256).toList());
        references.addAll(references(run));
        for (int tries = 1; ; tries++) {
            Deposit deposit = Deposit.prepare(blobs, all, references);
            try {
                database.write(
                        ROW_BYTES + run.result().length() + deposit.bytes(),
                        handle -> {
                            insert(handle, run, result, references, deposit);
                            also.accept(handle);
                            return true;
                        });
                return;
            } catch (Deposit.FileSwept e) {
                if (tries == TRIES) {
                    throw e;
                }
            }
        }
    }

    /**
     * Finds a run.
     *
     * @param id its name, in any form
     * @return the run with its result and artifacts, empty if there is none
     * @throws io.ultimatemcp.ledger.fault.LedgerCorrupt if its result is damaged
     */
    public Optional<Run> find(String id) {
        return database.snapshot(handle -> find(handle, id)).map(this::complete);
    }

    private void insert(
            Handle handle,
            Run run,
            @Nullable Blob result,
            Set<Sha256> references,
            Deposit deposit) {
        Instant now = time.instant();
        deposit.enter(handle, Micros.of(now));
        RunRow.bind(handle.createUpdate(RunRow.INSERT), run, result).execute();
        insertReferences(handle, run.id(), references);
        insertArtifacts(handle, run);
        Outbox.add(handle, OutboxKind.RUN_RECORDED, run.id(), now);
    }

    private static void insertReferences(Handle handle, String id, Set<Sha256> references) {
        PreparedBatch batch =
                handle.prepareBatch("INSERT INTO run_blobs (run_id, sha256) VALUES (:id, :sha256)");
        references.forEach(sha256 -> batch.bind("id", id).bind("sha256", sha256.hex()).add());
        batch.execute();
    }

    private static void insertArtifacts(Handle handle, Run run) {
        if (run.artifacts().isEmpty()) {
            return;
        }
        PreparedBatch batch =
                handle.prepareBatch(
                        """
                        INSERT INTO artifacts (run_id, position, path, size, mime_type, sha256)
                        VALUES (:id, :position, :path, :size, :mime_type, :sha256)\
                        """);
        int position = 0;
        for (Artifact artifact : run.artifacts()) {
            batch.bind("id", run.id())
                    .bind("position", position++)
                    .bind("path", artifact.path())
                    .bind("size", artifact.size())
                    .bind("mime_type", artifact.mimeType())
                    .bind("sha256", artifact.sha256().hex())
                    .add();
        }
        batch.execute();
    }

    private static Optional<Stored> find(Handle handle, String id) {
        return handle.createQuery("SELECT * FROM runs WHERE id = :id")
                .bind("id", id)
                .map((row, _) ->
                        new Stored(RunRow.builder(row), RunRow.digest(row, "result_sha256")))
                .findOne()
                .map(stored -> stored.with(artifacts(handle, id)));
    }

    private static List<Artifact> artifacts(Handle handle, String id) {
        return handle.createQuery(
                        """
                        SELECT path, size, mime_type, sha256 FROM artifacts
                        WHERE run_id = :id ORDER BY position\
                        """)
                .bind("id", id)
                .map((row, _) ->
                        new Artifact(
                                row.getString("path"),
                                row.getLong("size"),
                                row.getString("mime_type"),
                                new Sha256(row.getString("sha256"))))
                .list();
    }

    private Run complete(Stored stored) {
        if (stored.result == null) {
            return stored.builder.build();
        }
        try (BlobReader reader = blobs.open(stored.result)) {
            byte[] result = reader.bytes(Integer.MAX_VALUE);
            return stored.builder.result(new String(result, UTF_8)).build();
        }
    }

    private static Set<Sha256> references(Run run) {
        var references = new LinkedHashSet<Sha256>();
        references.add(run.arguments());
        if (run.code() != null) {
            references.add(run.code());
        }
        run.artifacts().forEach(artifact -> references.add(artifact.sha256()));
        return references;
    }

    private static @Nullable Blob spilled(Run run) {
        if (run.result().length() <= INLINE_RESULT / 3) {
            return null; // no character takes more than three bytes of UTF-8 per UTF-16 unit
        }
        Blob blob = Blob.of(run.result());
        return blob.size() <= INLINE_RESULT ? null : blob;
    }

    private record Stored(RunBuilder builder, @Nullable Sha256 result) {
        Stored with(List<Artifact> artifacts) {
            return new Stored(builder.artifacts(artifacts), result);
        }
    }
}
