package io.ultimatemcp.ledger.blob;

/** Bytes that are in memory already. */
record MemorySlices(@SuppressWarnings("ArrayRecordComponent") byte[] content) implements Slices {
    @Override
    public int read(long position, byte[] into, int offset, int length) {
        int count = Math.toIntExact(Math.min(length, content.length - position));
        if (count <= 0) {
            return -1;
        }
        System.arraycopy(content, Math.toIntExact(position), into, offset, count);
        return count;
    }

    @Override
    public void close() {
        // nothing is held
    }
}
