package io.ultimatemcp.server.main;

import io.ultimatemcp.server.cli.Commands;

/** The program. */
public final class Main {
    private Main() {}

    /** Runs the command that the words name. */
    public static void main(String[] words) {
        System.exit(Commands.run(new LocalPlatform(), Version.TEXT, System.in, words));
    }
}
