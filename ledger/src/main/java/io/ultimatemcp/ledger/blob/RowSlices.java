package io.ultimatemcp.ledger.blob;

import io.ultimatemcp.ledger.fault.UnknownBlob;
import io.ultimatemcp.ledger.sql.Database;

/** Bytes of a large row, fetched slice by slice so that memory stays bounded. */
record RowSlices(Database database, Sha256 sha256) implements Slices {
    static final int SLICE = 1 << 20;

    @Override
    public int read(long position, byte[] into, int offset, int length) {
        byte[] slice =
                database.read(handle ->
                        handle.createQuery(
                                        "SELECT substr(data, :from, :count) FROM blobs"
                                                + " WHERE sha256 = :sha256")
                                .bind("from", Math.toIntExact(position + 1))
                                .bind("count", Math.min(length, SLICE))
                                .bind("sha256", sha256.hex())
                                .mapTo(byte[].class)
                                .findOne()
                                .orElseThrow(this::gone));
        System.arraycopy(slice, 0, into, offset, slice.length);
        return slice.length == 0 ? -1 : slice.length;
    }

    private UnknownBlob gone() {
        return new UnknownBlob("content " + sha256 + " was deleted while it was read");
    }

    @Override
    public void close() {
        // every slice returns its connection
    }
}
