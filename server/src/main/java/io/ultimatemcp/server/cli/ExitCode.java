package io.ultimatemcp.server.cli;

/** What a shell sees when a command ends. */
public enum ExitCode {
    OK(0),
    /** The program failed, or there are findings. */
    FAILED(1),
    USAGE(2),
    NOT_RUNNING(3),
    DENIED(4),
    /** The machine lacks something. */
    ENVIRONMENT(5);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
