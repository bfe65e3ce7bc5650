package io.ultimatemcp.server.main;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * A log of bounded size that only its owner can read: a file that goes on where it ended, and those
 * before it, with {@code .1} at the end of the latest. What is written at once stays in one file;
 * what cannot be written is lost, and the next is tried anew. One thread at a time.
 */
final class RollingFile extends OutputStream {
    private final Path file;
    private final long most;
    private final int earlier;
    private @Nullable OutputStream out;
    private long size;

    /**
     * Opens nothing yet.
     *
     * @param most bytes of one file; more only if they are written at once
     * @param earlier how many files are kept beside the one at hand, at least 1
     */
    RollingFile(Path file, long most, int earlier) {
        this.file = file;
        this.most = most;
        this.earlier = earlier;
    }

    @Override
    public void write(int single) {
        write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) {
        try {
            OutputStream open = opened();
            if (size > 0 && size + count > most) {
                roll();
                open = opened();
            }
            open.write(bytes, from, count);
            size += count;
        } catch (IOException e) {
            close(); // and nowhere to say so
        }
    }

    @Override
    public void close() {
        OutputStream last = out;
        out = null;
        if (last == null) {
            return;
        }
        try {
            last.close();
        } catch (IOException e) {
            size = 0; // found out anew when it is opened
        }
    }

    private OutputStream opened() throws IOException {
        OutputStream open = out;
        if (open == null) {
            try {
                Files.createFile(
                        file,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
            } catch (FileAlreadyExistsException e) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
            }
            open = Files.newOutputStream(file, StandardOpenOption.APPEND);
            out = open;
            size = Files.size(file);
        }
        return open;
    }

    private void roll() throws IOException {
        close();
        for (int number = earlier - 1; number > 0; number--) {
            if (Files.exists(numbered(number))) {
                move(numbered(number), numbered(number + 1));
            }
        }
        move(file, numbered(1));
    }

    private Path numbered(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
}
