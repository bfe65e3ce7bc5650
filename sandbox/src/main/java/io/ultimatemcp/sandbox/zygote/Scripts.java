package io.ultimatemcp.sandbox.zygote;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The programs that run inside, as resources beside this class. */
final class Scripts {
    /** The zygote, its other half, and what waits in a Node.js started ahead. */
    static final List<String> NAMES = List.of("zygote.py", "program.py", "loader.js");

    private Scripts() {}

    static byte[] text(String name) {
        try (InputStream text = Objects.requireNonNull(Scripts.class.getResourceAsStream(name))) {
            return text.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
