package io.ultimatemcp.sandbox.session;

import io.ultimatemcp.sandbox.Artifact;
import io.ultimatemcp.sandbox.Bytes;
import io.ultimatemcp.sandbox.files.Harvest;
import io.ultimatemcp.sandbox.output.Allotment;
import io.ultimatemcp.sandbox.output.Parts;
import io.ultimatemcp.sandbox.output.Space;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the loop answers, read as it comes. Nothing of it is trusted: whoever runs in the session
 * can write it. Number, size and form are bounded, and what breaks a bound is a {@link Forgery}.
 *
 * <p>A record is the length of the rest, a line's end, a letter and what belongs to it: {@code h}
 * cell and exit status, {@code f} path of a file, {@code d} a piece of it, {@code t} that files
 * were left out, {@code e} the end.
 */
final class Reply {
    private static final int MAX_RECORD = 1 << 16;
    private static final int MAX_DIGITS = 6;
    private static final int MAX_PATH = 4096;

    private final long cell;
    private final ByteArrayOutputStream record = new ByteArrayOutputStream();
    private final StringBuilder digits = new StringBuilder();
    private final List<Artifact> files = new ArrayList<>();
    private final Set<String> paths = new HashSet<>();
    private final Parts content = new Parts();
    private final Space space;
    private Optional<Allotment.Portion> portion = Optional.empty();
    private boolean kept = true;
    private @Nullable String path;
    private int expected = -1;
    private int code = -1;
    private long bytes;
    private boolean truncated;
    private boolean complete;

    /** Reads the answer to that cell. */
    Reply(long cell, Space space) {
        this.cell = cell;
        this.space = space;
    }

    /** The loop did not write this. */
    static final class Forgery extends Exception {
        private static final long serialVersionUID = 1L;

        Forgery(String message) {
            super(message, null, false, false);
        }
    }

    boolean isComplete() {
        return complete;
    }

    int code() {
        return code;
    }

    List<Artifact> files() {
        return List.copyOf(files);
    }

    boolean truncated() {
        return truncated;
    }

    void feed(byte[] buffer, int length) throws Forgery, InterruptedException {
        for (int i = 0; i < length && !complete; i++) {
            if (expected < 0) {
                size(buffer[i]);
                continue;
            }
            int taken = Math.min(expected - record.size(), length - i);
            record.write(buffer, i, taken);
            i += taken - 1;
            if (record.size() == expected) {
                take(record.toByteArray());
                record.reset();
                expected = -1;
            }
        }
    }

    private void size(byte next) throws Forgery {
        if (next == '\n' && !digits.isEmpty()) {
            expected = Integer.parseInt(digits.toString());
            digits.setLength(0);
            require(expected >= 1 && expected <= MAX_RECORD, "the length of a record");
        } else {
            require(next >= '0' && next <= '9' && digits.length() < MAX_DIGITS, "a length");
            digits.append((char) next);
        }
    }

    private void take(byte[] whole) throws Forgery, InterruptedException {
        byte letter = whole[0];
        require(letter == 'h' == code < 0, "the order of records");
        switch (letter) {
            case 'h' -> head(text(whole));
            case 'f' -> file(text(whole));
            case 'd' -> piece(whole);
            case 't' -> truncated = true;
            case 'e' -> {
                keep();
                portion.ifPresent(taken -> taken.shrink(bytes));
                complete = true;
            }
            default -> throw new Forgery("there is no such record");
        }
    }

    private void head(String text) throws Forgery {
        require(text.matches("\\d{1,18} \\d{1,3}"), "the head");
        String[] words = text.split(" ", 2);
        require(Long.parseLong(words[0]) == cell, "the number of the cell");
        code = Integer.parseInt(words[1]);
        require(code <= 255, "the exit status");
    }

    private void file(String name) throws Forgery {
        keep();
        require(name.length() <= MAX_PATH && !name.startsWith("/"), "a path");
        for (String part : name.split("/", -1)) {
            require(!part.isEmpty() && !part.equals(".") && !part.equals(".."), "a path");
        }
        String free = name;
        while (!paths.add(free)) {
            free += "\ufffd"; // two names that are no UTF-8 can look the same
        }
        require(paths.size() <= Harvest.MAX_FILES, "the number of files");
        path = free;
    }

    private void piece(byte[] whole) throws Forgery, InterruptedException {
        require(path != null, "a piece of no file");
        boolean free = bytes <= Space.FREE;
        bytes += whole.length - 1;
        require(bytes <= Harvest.MAX_BYTES, "the size of the files");
        if (free && bytes > Space.FREE) {
            portion = space.forFiles(Harvest.MAX_BYTES);
            kept = portion.isPresent();
        }
        if (kept) {
            content.add(Arrays.copyOfRange(whole, 1, whole.length));
        }
    }

    /** For want of space, what came in vain is left out, and that is said. */
    private void keep() {
        if (path != null && kept) {
            files.add(new Artifact(path, Bytes.taking(content.joined())));
        }
        truncated |= !kept;
        content.clear();
        path = null;
    }

    /** A name that is no UTF-8 cannot be told on; the form is as if it were. */
    private static String text(byte[] whole) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(whole, 1, whole.length - 1))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(whole, 1, whole.length - 1, StandardCharsets.ISO_8859_1)
                    .replaceAll("[^ -~]", "\ufffd");
        }
    }

    private static void require(boolean holds, String what) throws Forgery {
        if (!holds) {
            throw new Forgery(what + " is wrong");
        }
    }
}
