package io.ultimatemcp.sandbox.bubblewrap;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * The three streams of a program, as named pipes of its stage.
 *
 * <p>The pipes of {@link Process} will not do: when a process ends, Java drains them from another
 * thread and closes them, and what a reader of ours was about to read can be lost. A named pipe can
 * also belong to the program's user, so that it may open {@code /dev/stdout} again.
 *
 * @param stdin what the program reads; closing it is the end of its input
 * @param stdout what it writes
 * @param stderr what it complains of
 */
public record Streams(OutputStream stdin, InputStream stdout, InputStream stderr) {
    /** The pipes' names. */
    static final List<String> NAMES = List.of("in", "out", "err");

    /** Opens our ends; the stage already holds the others, so this does not wait. */
    static Streams open(Path directory) throws IOException {
        var stdin = new FileOutputStream(directory.resolve("in").toFile());
        try {
            var stdout = new FileInputStream(directory.resolve("out").toFile());
            try {
                return new Streams(
                        stdin, stdout, new FileInputStream(directory.resolve("err").toFile()));
            } catch (IOException e) {
                stdout.close();
                throw e;
            }
        } catch (IOException e) {
            stdin.close();
            throw e;
        }
    }

    void close() throws IOException {
        stdin.close();
        stdout.close();
        stderr.close();
    }
}
