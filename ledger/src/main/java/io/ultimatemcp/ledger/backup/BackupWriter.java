package io.ultimatemcp.ledger.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes sections one after the other, each as its name, chunks with their lengths and a zero; then
 * the manifest, which names every section with its size and digest.
 */
final class BackupWriter {
    static final String MANIFEST = "manifest";
    private static final int CHUNK = 1 << 15;

    private final DataOutputStream out;
    private final List<Section> sections = new ArrayList<>();

    BackupWriter(OutputStream out) {
        this.out = new DataOutputStream(out);
    }

    /** Something that writes bytes. */
    @FunctionalInterface
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    Section section(String name, Body body) throws IOException {
        out.writeUTF(name);
        var chunks = new Chunks(out);
        body.writeTo(chunks);
        chunks.flush();
        out.writeInt(0);
        var section = new Section(name, chunks.size, chunks.digest());
        sections.add(section);
        return section;
    }

    List<Section> finish() throws IOException {
        List<Section> written = List.copyOf(sections);
        section(MANIFEST, body -> body.write(Manifest.write(written).getBytes(UTF_8)));
        out.writeUTF("");
        return written;
    }

    private static final class Chunks extends FilterOutputStream {
        private final DataOutputStream to;
        private final MessageDigest digest = Manifest.digest();
        private final byte[] chunk = new byte[CHUNK];
        private int filled;
        private long size;

        Chunks(DataOutputStream to) {
            super(to);
            this.to = to;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            digest.update(bytes, offset, length);
            size += length;
            int done = 0;
            while (done < length) {
                int count = Math.min(length - done, CHUNK - filled);
                System.arraycopy(bytes, offset + done, chunk, filled, count);
                filled += count;
                done += count;
                if (filled == CHUNK) {
                    flush();
                }
            }
        }

        @Override
        public void flush() throws IOException {
            if (filled > 0) {
                to.writeInt(filled);
                to.write(chunk, 0, filled);
                filled = 0;
            }
        }

        @Override
        public void close() throws IOException {
            flush(); // the file goes on after the section
        }

        String digest() {
            return HexFormat.of().formatHex(digest.digest());
        }
    }
}
