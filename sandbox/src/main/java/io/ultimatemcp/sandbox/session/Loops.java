package io.ultimatemcp.sandbox.session;

import io.ultimatemcp.sandbox.Bytes;
import io.ultimatemcp.sandbox.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The texts that interpreters run to serve a session. */
final class Loops {
    private Loops() {}

    static Bytes of(Language language) {
        String name =
                switch (language) {
                    case PYTHON -> "loop.py";
                    case JAVASCRIPT -> "loop.js";
                    case BASH -> "loop.sh";
                };
        try (InputStream text = Objects.requireNonNull(Loops.class.getResourceAsStream(name))) {
            return Bytes.of(text.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
