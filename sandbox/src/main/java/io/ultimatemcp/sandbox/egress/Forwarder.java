package io.ultimatemcp.sandbox.egress;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/** The program that listens in a run's network namespace and hands all on to its proxy. */
public final class Forwarder {
    /** Pairs that it holds; a few more than the proxy ever accepts. */
    private static final int SPARE = 16;

    private static final String RESOURCE = "forwarder.py";

    private Forwarder() {}

    /** Its text, for Python. */
    public static byte[] text() {
        try (InputStream text =
                Objects.requireNonNull(Forwarder.class.getResourceAsStream(RESOURCE))) {
            return text.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Its arguments.
     *
     * @param directory which it makes its root, and that holds the socket of the proxy
     * @param user that it becomes, empty when it stays who it is
     */
    public static List<String> arguments(
            String directory, OptionalLong user, EgressPlan plan, EgressSettings settings)
            throws IOException {
        var words = new ArrayList<>(List.of(directory));
        words.add(user.isPresent() ? Long.toString(user.getAsLong()) : "-");
        words.add(ourNetwork());
        words.add(Integer.toString(settings.connections() + SPARE));
        words.addAll(plan.listeners());
        return words;
    }

    /** It must not listen where the server itself is. */
    private static String ourNetwork() throws IOException {
        return Files.readSymbolicLink(Path.of("/proc/self/ns/net")).toString();
    }
}
