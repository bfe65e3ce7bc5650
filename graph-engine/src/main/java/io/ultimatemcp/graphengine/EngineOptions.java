package io.ultimatemcp.graphengine;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The command line: {@code --home DIR --password-file FILE [--port N] [--transaction-mb N]
 * [--page-cache-mb N]}.
 *
 * @param home the directory that holds everything the engine writes
 * @param passwordFile a file whose first line is the password of the account {@code neo4j}; a path
 *     because a command line is visible to every process of the machine
 * @param port the loopback port for Bolt; 0 lets the system choose
 * @param transactionMegabytes heap that one transaction may hold; all together may hold twice as
 *     much
 * @param pageCacheMegabytes memory for store pages outside the heap
 */
record EngineOptions(
        Path home, Path passwordFile, int port, int transactionMegabytes, int pageCacheMegabytes) {

    private static final Set<String> NAMES =
            Set.of("--home", "--password-file", "--port", "--transaction-mb", "--page-cache-mb");

    /**
     * Reads the command line.
     *
     * @throws IllegalArgumentException with a sentence that names the argument at fault
     */
    static EngineOptions parse(String... arguments) {
        var given = new HashMap<String, String>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!NAMES.contains(arguments[i])) {
                throw new IllegalArgumentException("Unknown argument: " + arguments[i]);
            }
            if (i + 1 == arguments.length) {
                throw new IllegalArgumentException("Argument without a value: " + arguments[i]);
            }
            given.put(arguments[i], arguments[i + 1]);
        }
        return new EngineOptions(
                Path.of(required(given, "--home")).toAbsolutePath(),
                Path.of(required(given, "--password-file")).toAbsolutePath(),
                number(given, "--port", 0, 0, 65_535),
                number(given, "--transaction-mb", 64, 1, 65_536),
                number(given, "--page-cache-mb", 32, 8, 65_536));
    }

    private static String required(Map<String, String> given, String name) {
        @Nullable String value = given.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("Missing argument: " + name);
        }
        return value;
    }

    private static int number(
            Map<String, String> given, String name, int usual, int least, int most) {
        @Nullable String text = given.get(name);
        if (text == null) {
            return usual;
        }
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(name + " is not a number: " + text, notANumber);
        }
        throw new IllegalArgumentException(
                name + " must lie between " + least + " and " + most + ": " + text);
    }
}
