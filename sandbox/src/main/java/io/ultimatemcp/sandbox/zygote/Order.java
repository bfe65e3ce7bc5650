package io.ultimatemcp.sandbox.zygote;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a nest is told to become.
 *
 * @param way how
 * @param words arguments of the script {@code /work/main.py}, or the command line to become
 * @param env variables beside those of every nest
 * @param files path below {@code /work} to content, written before anything runs
 * @param fileBytes largest size of a file
 * @param cpuSeconds CPU time of each process
 * @param processes limit of processes of the user, where nothing better counts them
 */
public record Order(
        Way way,
        List<String> words,
        Map<String, String> env,
        Map<String, byte[]> files,
        long fileBytes,
        long cpuSeconds,
        OptionalInt processes) {

    /** How a nest becomes the program. */
    public enum Way {
        /** The interpreter that waits runs {@code /work/main.py} itself. */
        RUN("run"),
        /** It becomes another program. */
        EXEC("exec"),
        /** It becomes what waits for another order, and is not the program yet. */
        WAIT("wait");

        private final String word;

        Way(String word) {
            this.word = word;
        }
    }

    /** Copies the collections. */
    public Order {
        words = List.copyOf(words);
        env = Map.copyOf(env);
        files = Map.copyOf(files);
    }

    /** As the nest reads it, see {@code program.py}. */
    public byte[] encode() {
        var header = new Header();
        header.word(way.word);
        header.word(Long.toString(fileBytes));
        header.word(Long.toString(cpuSeconds));
        header.word(processes.isPresent() ? "" + processes.getAsInt() : "-");
        header.word("" + words.size());
        words.forEach(header::word);
        header.word("" + env.size());
        env.forEach((name, value) -> header.word(name + "=" + value));
        header.word("" + files.size());
        int contents = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            header.word(file.getKey());
            header.word("" + file.getValue().length);
            contents += file.getValue().length;
        }
        byte[] head = header.toByteArray();
        var all = ByteBuffer.allocate(Integer.BYTES + head.length + contents);
        all.putInt(head.length).put(head);
        // the map is immutable, so this is the order of the sizes above
        files.values().forEach(all::put);
        return all.array();
    }

    private static final class Header extends ByteArrayOutputStream {
        void word(String word) {
            writeBytes(word.getBytes(UTF_8));
            write(0);
        }
    }
}
