package io.ultimatemcp.ledger.blob;

import io.ultimatemcp.ledger.fault.TooLarge;
import io.ultimatemcp.ledger.fault.UnknownBlob;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/**
 * Contents on their way into the ledger together with whatever refers to them.
 *
 * <p>{@link #prepare} does the slow part outside any transaction: large contents become files.
 * {@link #enter} then runs inside the transaction that writes the references. Because writers take
 * turns, a file that is seen there cannot be swept before the commit; if it was swept in between,
 * the transaction fails with {@link FileSwept} and the caller prepares again.
 */
public final class Deposit {
    private static final String INSERT =
            """
            INSERT INTO blobs (sha256, size, data, created_us)
            VALUES (:sha256, :size, :data, :created)
            ON CONFLICT (sha256) DO UPDATE SET data = excluded.data
            WHERE blobs.data IS NULL AND excluded.data IS NOT NULL\
            """;

    private final BlobFiles files;
    private final List<Row> rows;
    private final Set<Sha256> known;
    private final long bytes;

    private Deposit(BlobFiles files, List<Row> rows, Set<Sha256> known) {
        this.files = files;
        this.rows = rows;
        this.known = known;
        this.bytes = rows.stream().mapToLong(Row::inlineBytes).sum();
    }

    /**
     * Puts large contents down as files.
     *
     * @param blobs where they go
     * @param content the contents at hand; each should be referred to
     * @param references all digests that will be referred to; those not at hand must be staged or
     *     stored already
     * @return what {@link #enter} needs
     * @throws TooLarge if a content is larger than allowed
     */
    public static Deposit prepare(
            Blobs blobs, Collection<Blob> content, Collection<Sha256> references) {
        var rows = new ArrayList<Row>();
        var known = new LinkedHashSet<>(references);
        for (Blob blob : content) {
            rows.add(place(blobs, blob));
            known.remove(blob.sha256());
        }
        for (Sha256 sha256 : List.copyOf(known)) {
            Row staged = staged(blobs, sha256);
            if (staged != null) {
                rows.add(staged);
                known.remove(sha256);
            }
        }
        return new Deposit(blobs.files(), rows, known);
    }

    /**
     * Roughly how much {@link #enter} writes.
     *
     * @return bytes
     */
    public long bytes() {
        return bytes;
    }

    /**
     * Enters the contents into the index.
     *
     * @param handle of the writer's transaction
     * @param nowMicros when, in microseconds since 1970
     * @throws UnknownBlob if a digest that is referred to has no content
     * @throws FileSwept if a file was swept since {@link #prepare}
     */
    public void enter(Handle handle, long nowMicros) {
        for (Sha256 sha256 : known) {
            requireStored(handle, sha256);
        }
        for (Row row : rows) {
            if (row.data == null && files.size(row.sha256).orElse(-1) != row.size) {
                throw new FileSwept();
            }
        }
        if (rows.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch(INSERT);
        for (Row row : rows) {
            batch.bind("sha256", row.sha256.hex())
                    .bind("size", row.size)
                    .bind("data", row.data)
                    .bind("created", nowMicros)
                    .add();
        }
        batch.execute();
    }

    private static Row place(Blobs blobs, Blob blob) {
        if (blob.size() > blobs.limits().largest()) {
            throw new TooLarge(
                    "content of %d bytes is larger than %d bytes"
                            .formatted(blob.size(), blobs.limits().largest()));
        }
        if (blob.size() <= blobs.limits().inline()) {
            return new Row(blob.sha256(), blob.size(), blob.uncopied());
        }
        if (!blobs.files().refresh(blob.sha256(), blob.size())) {
            blobs.files().store(blob.stream(), blob.size());
        }
        return new Row(blob.sha256(), blob.size(), null);
    }

    private static @Nullable Row staged(Blobs blobs, Sha256 sha256) {
        long size = blobs.files().size(sha256).orElse(-1);
        if (size < 0 || !blobs.files().refresh(sha256, size)) {
            return null;
        }
        return size <= blobs.limits().inline()
                ? new Row(sha256, size, blobs.files().load(sha256))
                : new Row(sha256, size, null);
    }

    private static void requireStored(Handle handle, Sha256 sha256) {
        var found =
                handle.createQuery("SELECT 1 FROM blobs WHERE sha256 = :sha256")
                        .bind("sha256", sha256.hex())
                        .mapTo(Integer.class)
                        .findOne();
        if (found.isEmpty()) {
            throw new UnknownBlob(
                    "content " + sha256 + " is referred to but neither given nor stored");
        }
    }

    /** A file was swept between {@link #prepare} and {@link #enter}; preparing again helps. */
    public static final class FileSwept extends RuntimeException {
        private static final long serialVersionUID = 1L;

        FileSwept() {
            super("a content's file was swept before it was referred to", null, false, false);
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Row(Sha256 sha256, long size, byte @Nullable [] data) {
        long inlineBytes() {
            return data == null ? 0 : size;
        }
    }
}
