package io.ultimatemcp.sandbox;

import java.util.List;

/** What a job executes. */
public sealed interface Program {

    /** A program text, stored as {@link Language#programName()} in {@code /work} and run there. */
    record Script(Language language, Bytes code) implements Program {}

    /**
     * An executable that exists inside the sandbox, for tools that run other tools.
     *
     * @param argv the executable (looked up on the sandbox's PATH, or absolute) and its arguments
     * @param binds further read-only parts of the host that it needs
     */
    record Command(List<String> argv, List<Bind> binds) implements Program {
        /** Copies both lists. */
        public Command {
            argv = List.copyOf(argv);
            binds = List.copyOf(binds);
        }
    }
}
