package io.ultimatemcp.sandbox.place;

import io.ultimatemcp.sandbox.cgroup.Group;
import io.ultimatemcp.sandbox.files.Harvest;
import io.ultimatemcp.sandbox.files.Known;
import io.ultimatemcp.sandbox.output.Space;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** A sandbox in which one program runs, used once. Not thread-safe, save {@link #kill}. */
public interface Place extends AutoCloseable {
    /** What the program reads; closing it is the end of its input. */
    OutputStream stdin();

    /** What it writes. */
    InputStream stdout();

    /** What it complains of. */
    InputStream stderr();

    /** The control group that all its processes are in. */
    Optional<Group> group();

    /** The user that the program is on the host; empty for the user of this process. */
    OptionalLong user();

    /** The pid, on the host, above all of its processes. */
    long pid();

    /**
     * Collects the files below {@code /work}; only when no process of the program is left.
     *
     * @param known what need not be taken
     * @param space for what is taken
     */
    Harvest.Crop harvest(Known known, Space space) throws InterruptedException;

    /** Bytes that its file system holds now; 0 when it is gone. */
    long filesBytes();

    /** How its program ended; waits for that at most so long, and is empty when it still runs. */
    Optional<Ending> await(long millis) throws InterruptedException;

    /** Kills every process in it, at once; any thread may call this. */
    void kill();

    /**
     * Waits until no process of its program is left, having killed them; false when one still was
     * after that time. What only sockets of theirs hold is let go soon after.
     */
    boolean killAndWait(long millis) throws InterruptedException;

    /** Kills what is left and lets everything go. */
    @Override
    void close();
}
