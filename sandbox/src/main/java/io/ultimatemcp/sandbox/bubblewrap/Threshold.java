package io.ultimatemcp.sandbox.bubblewrap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The program that enters a user namespace which has all made-up users. */
final class Threshold {
    private static final String RESOURCE = "threshold.py";

    private Threshold() {}

    static byte[] text() {
        try (InputStream text =
                Objects.requireNonNull(Threshold.class.getResourceAsStream(RESOURCE))) {
            return text.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
