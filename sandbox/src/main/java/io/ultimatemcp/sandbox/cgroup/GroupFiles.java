package io.ultimatemcp.sandbox.cgroup;

import io.ultimatemcp.sandbox.linux.ProcessTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads and writes the small files of control groups. */
final class GroupFiles {
    private GroupFiles() {}

    /** Writes {@code value} in one call, as the kernel wants it. */
    static void write(Path file, String value) throws IOException {
        Files.write(file, value.getBytes(StandardCharsets.US_ASCII), StandardOpenOption.WRITE);
    }

    /** The file's single number; −1 when there is none. */
    static long number(Path file) {
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (IOException | NumberFormatException e) {
            return -1;
        }
    }

    /** The number behind {@code key} in a file of lines {@code key number}; 0 when not there. */
    static long entry(Path file, String key) {
        try {
            for (String line : Files.readAllLines(file)) {
                if (line.startsWith(key + " ")) {
                    return Long.parseLong(line.substring(key.length() + 1).strip());
                }
            }
        } catch (IOException e) {
            return 0; // the group is gone, or this kernel does not count it
        }
        return 0;
    }

    static boolean isEmpty(Path group) {
        try {
            return Files.readString(group.resolve("cgroup.procs")).isBlank();
        } catch (IOException e) {
            return true;
        }
    }

    /** Sends SIGKILL to every process that is now in the group. */
    static void killAll(Path group) {
        try {
            for (String pid : Files.readAllLines(group.resolve("cgroup.procs"))) {
                // 0 stands for a process outside our own pid namespace
                if (!pid.equals("0")) {
                    ProcessTable.kill(Long.parseLong(pid));
                }
            }
        } catch (IOException e) {
            return; // no group, no process
        }
    }

    static boolean remove(Path group) {
        try {
            Files.delete(group);
            return true;
        } catch (NoSuchFileException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
