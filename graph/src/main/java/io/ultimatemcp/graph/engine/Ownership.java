package io.ultimatemcp.graph.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to run the engine of a home, of one process at a time. A lock on a file, because the
 * kernel gives it back however its holder ends. Thread-safe.
 */
final class Ownership {
    private static final Logger LOG = LoggerFactory.getLogger(Ownership.class);

    private final Path file;
    private @Nullable FileChannel held;

    Ownership(Path home) {
        this.file = home.resolve("owner.lock");
    }

    /**
     * Takes it; again is no harm.
     *
     * @throws IOException when another process has it, with a sentence for any caller
     */
    synchronized void take() throws IOException {
        if (held != null) {
            return;
        }
        var channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            if (!isLocked(channel)) {
                throw new IOException(
                        "The graph of this data directory is in use by "
                                + holder()
                                + "; ask there, or try again when it has ended or its graph sleeps");
            }
            channel.truncate(0);
            byte[] pid =
                    Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
            channel.write(ByteBuffer.wrap(pid), 0);
            held = channel;
        } catch (IOException | RuntimeException failed) {
            channel.close(); // and with it the lock
            throw failed;
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException byOurselves) {
            return false;
        }
    }

    private String holder() throws IOException {
        String pid = Files.readString(file).strip();
        return pid.matches("[0-9]{1,10}") ? "process " + pid : "another process";
    }

    /** Whether it is ours now. */
    synchronized boolean isHeld() {
        return held != null;
    }

    /** Gives it back. */
    synchronized void release() {
        @Nullable FileChannel given = held;
        held = null;
        if (given != null) {
            try {
                given.close();
            } catch (IOException closedAllTheSame) {
                LOG.debug("The lock's file did not close in order", closedAllTheSame);
            }
        }
    }
}
