package io.ultimatemcp.protocol.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The npm package of the official suite, pinned, with the Node it needs, installed once into {@code
 * MCP_CONFORMANCE_HOME} or the user's cache.
 */
final class Suite {
    private static final String PACKAGE = "@modelcontextprotocol/conformance";
    private static final String VERSION = "0.2.0-alpha.12";
    private static final String NODE_VERSION = "22";

    private final Path node;
    private final Path script;

    private Suite(Path home) {
        this.node = home.resolve("node_modules/" + nodePackage() + "/bin/node");
        this.script = home.resolve("node_modules/" + PACKAGE + "/dist/index.js");
    }

    /** The installed suite; skips the test where npm is absent. */
    static Suite installed() throws IOException, InterruptedException {
        Path home =
                Optional.ofNullable(System.getenv("MCP_CONFORMANCE_HOME"))
                        .map(Path::of)
                        .orElseGet(() ->
                                Path.of(System.getProperty("user.home"), ".cache/mcp-conformance"));
        Files.createDirectories(home);
        var suite = new Suite(home);
        try (var lockFile =
                        FileChannel.open(
                                home.resolve(".lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                var _ = lockFile.lock()) {
            if (!Files.isExecutable(suite.node) || !Files.exists(suite.script)) {
                assumeTrue(
                        npmIsThere(),
                        "the conformance suite is not installed and npm, which installs it, is absent");
                if (!Files.exists(home.resolve("package.json"))) {
                    Files.writeString(home.resolve("package.json"), "{\"private\":true}\n");
                }
                run(
                        home,
                        300,
                        List.of(
                                "npm",
                                "install",
                                "--no-audit",
                                "--no-fund",
                                "--loglevel=error",
                                PACKAGE + "@" + VERSION,
                                nodePackage() + "@" + NODE_VERSION));
            }
        }
        return suite;
    }

    /** Runs what {@code revision} requires and what goes beyond it. */
    List<Path> server(String url, String revision, Path out)
            throws IOException, InterruptedException {
        run(
                out,
                240,
                List.of(
                        node.toString(),
                        script.toString(),
                        "server",
                        "--url",
                        url,
                        "--requirements",
                        revision,
                        "-o",
                        out.toString()));
        try (var folders = Files.list(out)) {
            return folders.filter(folder -> Files.exists(folder.resolve("checks.json"))).toList();
        }
    }

    private static boolean npmIsThere() throws InterruptedException {
        try {
            Process npm = new ProcessBuilder("npm", "--version").start();
            return npm.waitFor(60, TimeUnit.SECONDS) && npm.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static void run(Path folder, int seconds, List<String> command)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile("conformance", ".log");
        Process process =
                new ProcessBuilder(new ArrayList<>(command))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            assertThat(process.waitFor(seconds, TimeUnit.SECONDS))
                    .as("%s ends in time:%n%s", command, Files.readString(log))
                    .isTrue();
            assertThat(process.exitValue()).as("%s:%n%s", command, Files.readString(log)).isZero();
        } finally {
            process.destroyForcibly();
            Files.deleteIfExists(log);
        }
    }

    private static String nodePackage() {
        String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch");
        return "node-"
                + (os.contains("mac") ? "darwin" : "linux")
                + (arch.equals("aarch64") ? "-arm64" : "-x64");
    }
}
