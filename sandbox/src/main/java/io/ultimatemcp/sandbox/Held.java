package io.ultimatemcp.sandbox;

import io.ultimatemcp.sandbox.cgroup.Usage;
import io.ultimatemcp.sandbox.files.Known;
import io.ultimatemcp.sandbox.output.Space;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.OptionalInt;

/**
 * An interpreter that stays, in a sandbox of its own. Used by one thread at a time, save {@link
 * #kill}, which any thread may call. Closing it ends it and lets everything go.
 *
 * <p>The streams are named pipes that this process holds open at both ends: opening never waits,
 * nothing ever ends, and reading waits when there is nothing. So read no more than {@code
 * available()}, and write at most {@link #ATOMIC} bytes when the pipe is empty.
 */
public non-sealed interface Held extends Hold, AutoCloseable {
    /** Bytes that an empty pipe takes at once on every Linux. */
    int ATOMIC = 4096;

    /** Where the loop reads its work. */
    Pipe control();

    /** Where the loop answers; whoever runs in the sandbox can write there too. */
    Pipe reply();

    /** Standard output of what it runs. */
    Pipe stdout();

    /** Standard error of what it runs. */
    Pipe stderr();

    /**
     * A named pipe, open at both ends.
     *
     * @param in what was written and not yet read
     * @param out takes more
     */
    record Pipe(InputStream in, OutputStream out) {}

    /** Memory for the contents of one answer. */
    Space space();

    /** Whether its interpreter lives. */
    boolean isAlive();

    /** Its exit status; empty while it lives. */
    OptionalInt exitCode();

    /** What its whole tree has used since it was started. */
    Usage usage();

    /**
     * Processes in the sandbox beside the interpreter itself; at most some hundreds are counted.
     */
    int companions();

    /** Sends SIGINT to the interpreter; what it does with it is its affair. */
    void interrupt() throws InterruptedException;

    /** Kills the whole tree at once, without waiting. */
    void kill();

    /**
     * Kills the whole tree, waits for its end, and collects the files of {@code /work}.
     *
     * @param known what need not be taken
     * @param space for what is taken
     */
    Left end(Known known, Space space) throws InterruptedException;

    /**
     * What was left in {@code /work}.
     *
     * @param truncated whether some were left out because of their number or size
     */
    record Left(List<Artifact> files, boolean truncated) {
        /** Copies the list. */
        public Left {
            files = List.copyOf(files);
        }
    }

    /** What stands around it. */
    Isolation isolation();

    @Override
    void close();
}
