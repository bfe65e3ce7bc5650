package io.ultimatemcp.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What processes were started as; Java's own way does not tell it of all of them. */
public final class CommandLines {
    private CommandLines() {}

    /** Its words with a space after each; nothing when it is gone. */
    public static String of(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"))
                    .replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }
}
