package io.ultimatemcp.ledger;

import io.ultimatemcp.ledger.blob.BlobLimits;
import io.ultimatemcp.ledger.sql.Location;
import io.ultimatemcp.ledger.sql.WriterLimits;
import io.ultimatemcp.ledger.sql.WriterListener;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;

/**
 * How to open a ledger.
 *
 * @param location where the rows are
 * @param blobs the directory of large contents, on a disk that all nodes of this ledger share
 * @param blobLimits which contents are large
 * @param writerLimits bounds of the queue of changes
 * @param readers most connections that read at the same time, at least 1
 * @param time the clock that dates what the ledger adds by itself
 * @param listener hears what the writer does
 */
public record LedgerSettings(
        Location location,
        Path blobs,
        BlobLimits blobLimits,
        WriterLimits writerLimits,
        int readers,
        InstantSource time,
        WriterListener listener) {
    private static final int READERS = 8;

    /** Refuses a ledger that nobody could read. */
    public LedgerSettings {
        if (readers < 1) {
            throw new IllegalArgumentException("readers must be at least 1, not " + readers);
        }
    }

    /**
     * A ledger of one machine: {@code ledger.db} and {@code blobs/} in one directory.
     *
     * @param directory made when absent, with mode 0700
     * @return the settings
     */
    public static LedgerSettings inDirectory(Path directory) {
        return new LedgerSettings(
                new Location.SqliteFile(directory.resolve("ledger.db")),
                directory.resolve("blobs"),
                BlobLimits.ordinary(),
                WriterLimits.ordinary(),
                READERS,
                Clock.systemUTC(),
                WriterListener.NONE);
    }

    /**
     * A ledger that several nodes share; all contents are rows.
     *
     * @param server the database
     * @param directory of this node, for contents that are staged
     * @return the settings
     */
    public static LedgerSettings shared(Location.Postgres server, Path directory) {
        return new LedgerSettings(
                server,
                directory.resolve("blobs"),
                BlobLimits.rowsOnly(),
                WriterLimits.ordinary(),
                READERS,
                Clock.systemUTC(),
                WriterListener.NONE);
    }

    /**
     * The same with another clock.
     *
     * @param other the clock
     * @return new settings
     */
    public LedgerSettings withTime(InstantSource other) {
        return new LedgerSettings(
                location, blobs, blobLimits, writerLimits, readers, other, listener);
    }

    /**
     * The same with other bounds for contents.
     *
     * @param other the bounds
     * @return new settings
     */
    public LedgerSettings withBlobLimits(BlobLimits other) {
        return new LedgerSettings(location, blobs, other, writerLimits, readers, time, listener);
    }

    /**
     * The same with other bounds for the writer.
     *
     * @param other the bounds
     * @return new settings
     */
    public LedgerSettings withWriterLimits(WriterLimits other) {
        return new LedgerSettings(location, blobs, blobLimits, other, readers, time, listener);
    }

    /**
     * The same with another number of connections that read.
     *
     * @param count at least 1
     * @return new settings
     */
    public LedgerSettings withReaders(int count) {
        return new LedgerSettings(location, blobs, blobLimits, writerLimits, count, time, listener);
    }

    /**
     * The same with somebody who hears what the writer does.
     *
     * @param other the listener
     * @return new settings
     */
    public LedgerSettings withListener(WriterListener other) {
        return new LedgerSettings(location, blobs, blobLimits, writerLimits, readers, time, other);
    }
}
