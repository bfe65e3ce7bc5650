package io.ultimatemcp.server.cli;

import java.io.Serial;

/** Ends a command with an exit code and one sentence on stderr. */
public final class CommandFailure extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    public CommandFailure(ExitCode exitCode, String sentence) {
        super(sentence, null, false, false);
        this.exitCode = exitCode;
    }

    ExitCode exitCode() {
        return exitCode;
    }
}
