package io.ultimatemcp.acceptance.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Looks at the processes of the machine, also at those inside sandboxes. */
public final class Processes {
    private Processes() {}

    /** Those with {@code mark} among the words of their command line. */
    public static List<Long> withWord(String mark) {
        return ProcessHandle.allProcesses()
                .filter(ProcessHandle::isAlive)
                .filter(process -> words(process.pid()).contains(mark))
                .map(ProcessHandle::pid)
                .toList();
    }

    /** Ends a process that a test started, with all that it started. */
    public static void endTree(ProcessHandle process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static List<String> words(long pid) {
        try {
            String line = Files.readString(Path.of("/proc/" + pid + "/cmdline"));
            return Stream.of(line.split("\0", -1)).toList();
        } catch (IOException e) {
            return List.of(); // it has ended in between
        }
    }
}
