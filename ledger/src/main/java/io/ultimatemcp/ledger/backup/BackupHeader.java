package io.ultimatemcp.ledger.backup;

import io.ultimatemcp.ledger.fault.LedgerCorrupt;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;

/**
 * The first 49 bytes of a backup, in the clear: what it is, when it was made, whether it is sealed.
 *
 * @param createdAt to the millisecond
 * @param sealed whether a key is needed
 * @param salt 32 bytes, fresh for each file
 */
@SuppressWarnings("ArrayRecordComponent")
record BackupHeader(Instant createdAt, boolean sealed, byte[] salt) {
    private static final long MAGIC = 0x554d435042414b31L; // "UMCPBAK1"
    private static final int SALT = 32;
    private static final int LENGTH = 8 + 8 + 1 + SALT;

    static BackupHeader fresh(Instant createdAt, boolean sealed) {
        var salt = new byte[SALT];
        new SecureRandom().nextBytes(salt);
        return new BackupHeader(createdAt, sealed, salt);
    }

    static BackupHeader read(DataInputStream in) throws IOException {
        try {
            if (in.readLong() != MAGIC) {
                throw new LedgerCorrupt("the file is not a backup of this program", null);
            }
            return new BackupHeader(
                    Instant.ofEpochMilli(in.readLong()), in.readBoolean(), in.readNBytes(SALT));
        } catch (EOFException e) {
            throw new LedgerCorrupt("the file is not a backup of this program", e);
        }
    }

    void write(DataOutputStream out) throws IOException {
        out.write(bytes());
    }

    Frames frames(Optional<BackupKey> key) {
        if (sealed && key.isEmpty()) {
            throw new IllegalArgumentException("the backup is sealed: its key is needed");
        }
        return new Frames(sealed ? key.orElseThrow().forFile(salt) : null, bytes());
    }

    private byte[] bytes() {
        return ByteBuffer.allocate(LENGTH)
                .putLong(MAGIC)
                .putLong(createdAt.toEpochMilli())
                .put((byte) (sealed ? 1 : 0))
                .put(salt)
                .array();
    }
}
