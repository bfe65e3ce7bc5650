package io.ultimatemcp.acceptance.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A command line with its environment and input, ready to be run. Immutable.
 *
 * @param words the program and its arguments
 * @param environment variables set beside those of the tests, of which none is a setting of ours
 * @param input given on standard input
 * @param directory where it runs
 */
public record Command(
        List<String> words, Map<String, String> environment, String input, Path directory) {
    private static final long PATIENCE_SECONDS = 90;

    public Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    /** How it ended. */
    public record Finished(int status, String out, String err) {}

    /** {@code ultimate-mcp} with these arguments. */
    public static Command ultimateMcp(String... arguments) {
        var words = new ArrayList<>(List.of(Distribution.command()));
        words.addAll(List.of(arguments));
        return of(words);
    }

    public static Command of(List<String> words) {
        return new Command(words, Map.of(), "", Path.of(System.getProperty("java.io.tmpdir")));
    }

    public Command with(String variable, String value) {
        var more = new HashMap<>(environment);
        more.put(variable, value);
        return new Command(words, more, input, directory);
    }

    public Command reading(String text) {
        return new Command(words, environment, text, directory);
    }

    public Command in(Path other) {
        return new Command(words, environment, input, other);
    }

    /** The same behind other words, such as {@code unshare --mount}. */
    public Command behind(String... before) {
        var all = new ArrayList<>(List.of(before));
        all.addAll(words);
        return new Command(all, environment, input, directory);
    }

    /** Starts it; its input stays open. */
    public Process start() {
        var builder = new ProcessBuilder(words).directory(directory.toFile());
        builder.environment().keySet().removeIf(Command::isSetting);
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it to its end. */
    public Finished run() {
        Process process = start();
        try (var stdin = process.getOutputStream()) {
            var out = whole(process.getInputStream());
            var err = whole(process.getErrorStream());
            feed(stdin);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("still running after 90 s: " + words);
            }
            return new Finished(process.exitValue(), out.join(), err.join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            Processes.endTree(process.toHandle());
        }
    }

    private void feed(java.io.OutputStream stdin) throws IOException {
        try (stdin) {
            stdin.write(input.getBytes(UTF_8));
        } catch (IOException e) {
            // A command that fails at once does not wait for its input.
            if (input.length() > 1 << 16) {
                throw e;
            }
        }
    }

    private static CompletableFuture<String> whole(InputStream stream) {
        var text = new CompletableFuture<String>();
        Thread.startVirtualThread(() -> {
            try (stream) {
                text.complete(new String(stream.readAllBytes(), UTF_8));
            } catch (IOException e) {
                text.completeExceptionally(e);
            }
        });
        return text;
    }

    /** Whoever runs the tests may have a server configured; it is not the one under test. */
    private static boolean isSetting(String variable) {
        return (variable.startsWith("ULTIMATE_MCP_") && !variable.equals("ULTIMATE_MCP_JAVA"))
                || List.of(
                                "AUTH_TOKEN",
                                "ALLOWED_ORIGINS",
                                "MAX_REQUEST_BYTES",
                                "LOG_LEVEL",
                                "LOG_FORMAT")
                        .contains(variable);
    }
}
