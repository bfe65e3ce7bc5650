package io.ultimatemcp.ledger.backup;

import io.ultimatemcp.ledger.fault.LedgerCorrupt;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * The first 49 bytes of a backup, in the clear: what it is, when it was made, whether it is sealed.
 *
 * @param createdAt to the millisecond
 * @param sealed whether a key is needed
 * @param salt 32 bytes: of a sealed backup fresh for each file, and the seals cover the header; of
 *     any other the SHA-256 of what stands before them
 */
@SuppressWarnings("ArrayRecordComponent")
record BackupHeader(Instant createdAt, boolean sealed, byte[] salt) {
    private static final long MAGIC = 0x554d435042414b31L; // "UMCPBAK1"
    private static final int SALT = 32;
    private static final int BEFORE_SALT = 8 + 8 + 1;

    static BackupHeader fresh(Instant createdAt, boolean sealed) {
        if (!sealed) {
            return new BackupHeader(createdAt, false, digest(beforeSalt(createdAt, false)));
        }
        var salt = new byte[SALT];
        new SecureRandom().nextBytes(salt);
        return new BackupHeader(createdAt, true, salt);
    }

    static BackupHeader read(DataInputStream in) throws IOException {
        try {
            if (in.readLong() != MAGIC) {
                throw new LedgerCorrupt("the file is not a backup of this program", null);
            }
            Instant createdAt = Instant.ofEpochMilli(in.readLong());
            byte sealed = in.readByte();
            var salt = new byte[SALT];
            in.readFully(salt);
            if (sealed != 1
                    && (sealed != 0
                            || !Arrays.equals(salt, digest(beforeSalt(createdAt, false))))) {
                throw new LedgerCorrupt("the backup is damaged at its beginning", null);
            }
            return new BackupHeader(createdAt, sealed == 1, salt);
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
        return ByteBuffer.allocate(BEFORE_SALT + SALT)
                .put(beforeSalt(createdAt, sealed))
                .put(salt)
                .array();
    }

    private static byte[] beforeSalt(Instant createdAt, boolean sealed) {
        return ByteBuffer.allocate(BEFORE_SALT)
                .putLong(MAGIC)
                .putLong(createdAt.toEpochMilli())
                .put((byte) (sealed ? 1 : 0))
                .array();
    }

    private static byte[] digest(byte[] bytes) {
        return Manifest.digest().digest(bytes);
    }
}
