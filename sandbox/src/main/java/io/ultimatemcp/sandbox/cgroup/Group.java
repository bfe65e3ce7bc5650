package io.ultimatemcp.sandbox.cgroup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A control group of one job. Used by one thread at a time, save {@link #kill}. */
public interface Group {
    /** Files into which a process writes 0 to enter; all of them. */
    List<Path> doors();

    /** Puts a process into it. */
    default void enter(long pid) throws IOException {
        for (Path door : doors()) {
            GroupFiles.write(door, Long.toString(pid));
        }
    }

    /** Sets the limits: bytes of memory of every kind, number of processes and threads. */
    void limit(long memory, int processes) throws IOException;

    /** What was used so far. */
    Usage usage();

    /** Kills every process in it; any thread may call this. */
    void kill();

    /** Whether no process is in it. */
    boolean isEmpty();

    /** Removes it. Answers false when the kernel still holds on to it; then try again. */
    boolean remove();
}
