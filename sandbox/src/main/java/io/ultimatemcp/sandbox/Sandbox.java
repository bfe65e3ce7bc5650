package io.ultimatemcp.sandbox;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs programs of strangers, each in a fresh sandbox of its own. All methods may be called from
 * any thread.
 *
 * <p>It fails closed: on a machine without a working sandbox everything is refused, and nothing
 * ever runs outside one.
 */
public interface Sandbox extends AutoCloseable {

    /** Opens one at once; what the machine can do is found out in the background. */
    static Sandbox open(SandboxSettings settings) {
        return BubblewrapSandbox.open(settings);
    }

    /**
     * The host's directories in which programs inside find commands, in order.
     *
     * @param toolchain the operator's, which comes first
     */
    static Stream<Path> commandPlaces(Optional<Path> toolchain) {
        return Commands.places(toolchain);
    }

    /**
     * Whether jobs are run here. The first call may wait, well below a second, until that is known.
     *
     * @throws InterruptedException when interrupted while waiting
     */
    Readiness readiness() throws InterruptedException;

    /**
     * Starts a job and returns while it runs.
     *
     * @return {@link Running}, or a {@link Refusal} when nothing was run
     * @throws InterruptedException when interrupted before the job ran
     */
    Start start(Job job, Listener listener) throws InterruptedException;

    /**
     * Starts an interpreter that stays: its sandbox is as any other, but it takes one piece of work
     * after the other from its holder. It counts toward no limit of jobs; who holds bounds how
     * many.
     *
     * @return {@link Held}, or a {@link Refusal} when nothing was started
     * @throws InterruptedException when interrupted before it was there
     */
    Hold hold(Interpreter interpreter) throws InterruptedException;

    /** How busy it is at this moment; never blocks. */
    SandboxUse use();

    /**
     * Attacks the sandbox with a set of escapes, for {@code doctor}; takes a few seconds.
     *
     * @throws InterruptedException when interrupted meanwhile
     */
    SelfCheck check() throws InterruptedException;

    /** Cancels what runs, waits until nothing of it is left, and refuses from then on. */
    @Override
    void close();
}
