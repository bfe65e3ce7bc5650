package io.ultimatemcp.ledger.blob;

import io.ultimatemcp.ledger.fault.LedgerCorrupt;
import io.ultimatemcp.ledger.fault.LedgerUnavailable;
import io.ultimatemcp.ledger.fault.UnknownBlob;
import io.ultimatemcp.ledger.sql.Database;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * The contents of a ledger, by digest. Any thread may call; calls block on the disk.
 *
 * <p>A content lives as long as something refers to it. {@link #stage} puts one down that nothing
 * refers to yet; the sweep leaves it alone for {@link BlobLimits#orphanAge}.
 */
public final class Blobs {
    private final Database database;
    private final BlobFiles files;
    private final BlobLimits limits;
    private final InstantSource time;

    /**
     * Opens the contents of a ledger.
     *
     * @param database holds the index and the small contents
     * @param directory holds the large ones; made when first needed
     * @param limits what goes where
     * @param time dates the files
     */
    public Blobs(Database database, Path directory, BlobLimits limits, InstantSource time) {
        this.database = database;
        this.files = new BlobFiles(directory, time);
        this.limits = limits;
        this.time = time;
    }

    /**
     * Stores content of any size without holding it in memory, to be referred to by a run that is
     * recorded soon after.
     *
     * @param content is read to its end, not closed
     * @return its digest and size, for the artifact that names it
     * @throws io.ultimatemcp.ledger.fault.TooLarge above {@link BlobLimits#largest}
     */
    public StagedBlob stage(InputStream content) {
        return files.store(content, limits.largest());
    }

    /**
     * Opens a content that a run refers to.
     *
     * @param sha256 its name
     * @return a reader of bytes that have been checked
     * @throws UnknownBlob if there is no such content
     * @throws LedgerCorrupt if the bytes no longer have this digest
     */
    public BlobReader open(Sha256 sha256) {
        Row row =
                database.read(handle ->
                        handle.createQuery(
                                        """
                                        SELECT size, data IS NULL AS filed,
                                          CASE WHEN size <= :most THEN data END AS data
                                        FROM blobs WHERE sha256 = :sha256\
                                        """)
                                .bind("most", RowSlices.SLICE)
                                .bind("sha256", sha256.hex())
                                .map((rows, _) ->
                                        new Row(
                                                rows.getLong("size"),
                                                rows.getBoolean("filed"),
                                                rows.getBytes("data")))
                                .findOne()
                                .orElseThrow(() -> unknown(sha256)));
        return BlobReader.verified(new StagedBlob(sha256, row.size), slices(sha256, row));
    }

    /**
     * Opens the file of a content without checking it, for a copy that checks for itself.
     *
     * @param sha256 its name
     * @return its bytes; close it
     * @throws LedgerCorrupt if there is no such file
     */
    public InputStream openFile(Sha256 sha256) {
        return Channels.newInputStream(channel(sha256));
    }

    /**
     * How much all contents take, each counted once.
     *
     * @return bytes
     */
    public long storedBytes() {
        return database.read(handle ->
                handle.createQuery("SELECT COALESCE(SUM(size), 0) FROM blobs")
                        .mapTo(Long.class)
                        .one());
    }

    /**
     * How many contents there are and how much they take, each counted once. Looks at every row.
     *
     * @return the count
     */
    public BlobCount count() {
        return database.read(handle ->
                handle.createQuery(
                                "SELECT count(*) AS contents, COALESCE(SUM(size), 0) AS bytes FROM blobs")
                        .map((row, _) ->
                                new BlobCount(row.getLong("contents"), row.getLong("bytes")))
                        .one());
    }

    /**
     * Removes files that nothing refers to and that nobody has touched for {@link
     * BlobLimits#orphanAge}. Takes many short turns of the writer.
     *
     * @return how many files were removed
     */
    public int sweep() {
        return new BlobSweep(database, files).sweep(time.instant().minus(limits.orphanAge()));
    }

    /**
     * The largest content that is a row.
     *
     * @return bytes
     */
    public long inline() {
        return limits.inline();
    }

    BlobFiles files() {
        return files;
    }

    BlobLimits limits() {
        return limits;
    }

    private Slices slices(Sha256 sha256, Row row) {
        byte[] data = row.data;
        if (data != null) {
            return new MemorySlices(data);
        }
        if (!row.filed) {
            return new RowSlices(database, sha256);
        }
        return new FileSlices(channel(sha256));
    }

    private FileChannel channel(Sha256 sha256) {
        try {
            return files.open(sha256);
        } catch (NoSuchFileException e) {
            throw new LedgerCorrupt("the file of content " + sha256 + " is missing", e);
        } catch (IOException e) {
            throw new LedgerUnavailable("cannot open content " + sha256, e);
        }
    }

    private static UnknownBlob unknown(Sha256 sha256) {
        return new UnknownBlob("the ledger holds no content " + sha256);
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Row(long size, boolean filed, byte @Nullable [] data) {}
}
