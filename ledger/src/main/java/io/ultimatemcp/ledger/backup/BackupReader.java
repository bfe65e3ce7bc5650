package io.ultimatemcp.ledger.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ultimatemcp.ledger.fault.LedgerCorrupt;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UTFDataFormatException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads sections in their order and, at the end, holds them to the manifest. For one thread. */
final class BackupReader {
    private static final int LONGEST_CHUNK = 1 << 16;
    private static final int LONGEST_MANIFEST = 1 << 28;

    private final DataInputStream in;
    private final List<Section> sections = new ArrayList<>();
    private @Nullable Body open;

    BackupReader(InputStream in) {
        this.in = new DataInputStream(in);
    }

    /** The next section; empty once the manifest was reached and agrees with what was read. */
    Optional<Body> next() throws IOException {
        finishOpen();
        try {
            String name = in.readUTF();
            var body = new Body(name);
            if (!name.equals(BackupWriter.MANIFEST)) {
                open = body;
                return Optional.of(body);
            }
            check(new String(body.readNBytes(LONGEST_MANIFEST), UTF_8));
            return Optional.empty();
        } catch (EOFException e) {
            throw tooShort(e);
        } catch (UTFDataFormatException e) {
            throw new LedgerCorrupt("the backup is damaged in the name of a section", e);
        }
    }

    /** What was read so far. */
    List<Section> sections() {
        return List.copyOf(sections);
    }

    private void finishOpen() throws IOException {
        Body body = open;
        if (body != null) {
            body.drain();
            sections.add(body.section());
            open = null;
        }
    }

    private void check(String manifest) throws IOException {
        if (!manifest.equals(Manifest.write(sections))) {
            throw new LedgerCorrupt("the backup's contents do not agree with its manifest", null);
        }
        if (!in.readUTF().isEmpty() || in.read() >= 0) {
            throw new LedgerCorrupt("the backup goes on after its manifest", null);
        }
    }

    private static LedgerCorrupt tooShort(EOFException e) {
        return new LedgerCorrupt("the backup ends too early", e);
    }

    /** The bytes of one section. */
    final class Body extends InputStream {
        private final String name;
        private final MessageDigest digest = Manifest.digest();
        private long size;
        private int left;
        private boolean ended;

        Body(String name) {
            this.name = name;
        }

        String name() {
            return name;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (left == 0 && !ended) {
                nextChunk();
            }
            if (ended) {
                return -1;
            }
            int count = in.read(into, offset, Math.min(length, left));
            if (count < 0) {
                throw new LedgerCorrupt("the backup ends too early", null);
            }
            digest.update(into, offset, count);
            left -= count;
            size += count;
            return count;
        }

        private void nextChunk() throws IOException {
            try {
                left = in.readInt();
            } catch (EOFException e) {
                throw tooShort(e);
            }
            if (left < 0 || left > LONGEST_CHUNK) {
                throw new LedgerCorrupt("the backup is damaged in " + name, null);
            }
            ended = left == 0;
        }

        void drain() throws IOException {
            var chunk = new byte[LONGEST_CHUNK];
            while (read(chunk, 0, chunk.length) >= 0) {}
        }

        Section section() {
            return new Section(name, size, HexFormat.of().formatHex(digest.digest()));
        }
    }
}
