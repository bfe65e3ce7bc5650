package io.ultimatemcp.acceptance.machine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL of its own on a free port of loopback, with a password, to be stopped and started
 * again. PostgreSQL refuses to run as root, so under root it runs as {@code nobody}.
 */
public final class Postgres implements AutoCloseable {
    /** Of the role {@code umcp}. */
    public static final String PASSWORD = "correct-horse-of-postgres-7319";

    private static final String ROLE = "umcp";

    private final Path programs;
    private final Path directory;
    private final int port;
    private @Nullable Process process;

    private Postgres(Path programs, Path directory, int port) {
        this.programs = programs;
        this.directory = directory;
        this.port = port;
    }

    /** Makes one and starts it; skips the test where PostgreSQL is not installed. */
    public static Postgres start() {
        Optional<Path> programs = installation();
        assumeTrue(
                programs.isPresent(),
                "PostgreSQL is not installed (Debian: apt-get install postgresql)");
        try {
            Path directory = Files.createTempDirectory("acceptance-postgres");
            Path secret = Files.writeString(directory.resolve("password"), PASSWORD);
            if (isRoot()) {
                var users = directory.getFileSystem().getUserPrincipalLookupService();
                Files.setOwner(directory, users.lookupPrincipalByName("nobody"));
                Files.setOwner(secret, users.lookupPrincipalByName("nobody"));
            }
            var made = new Postgres(programs.get(), directory, freePort());
            made.run(
                    "initdb",
                    "-D",
                    made.data(),
                    "-A",
                    "scram-sha-256",
                    "-U",
                    ROLE,
                    "--pwfile=" + secret,
                    "-E",
                    "UTF8",
                    "--no-sync",
                    "--no-locale");
            made.begin();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it again. */
    public void begin() {
        var started =
                command(
                        "postgres",
                        "-D",
                        data(),
                        "-p",
                        String.valueOf(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-k",
                        directory.toString());
        process = started;
        var talk = Talk.of(started.getInputStream());
        if (talk.await(line -> line.contains("ready to accept connections")).isEmpty()) {
            throw new AssertionError("PostgreSQL did not start: " + talk.lines());
        }
    }

    /** Ends it at once and breaks every connection, as a machine that fails does. */
    public void stop() {
        Process running = process;
        process = null;
        if (running != null) {
            run("pg_ctl", "stop", "-D", data(), "-m", "immediate", "-w");
            try {
                running.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** An empty database of this name. */
    public String database(String name) {
        sql("postgres", "CREATE DATABASE " + name);
        return url(name);
    }

    /** The address of a database, whether it is there or not. */
    public String url(String name) {
        return "postgresql://127.0.0.1:" + port + "/" + name;
    }

    /** What a statement prints, without headings. */
    public String sql(String database, String statement) {
        return Command.of(
                        List.of(
                                programs.resolve("psql").toString(),
                                "-h",
                                "127.0.0.1",
                                "-p",
                                String.valueOf(port),
                                "-U",
                                ROLE,
                                "-d",
                                database,
                                "-tAc",
                                statement))
                .with("PGPASSWORD", PASSWORD)
                .run()
                .out()
                .strip();
    }

    /** The same command with its ledger there. */
    public static Command use(Command command, String url) {
        return command.with("ULTIMATE_MCP_LEDGER_URL", url)
                .with("ULTIMATE_MCP_LEDGER_USER", ROLE)
                .with("ULTIMATE_MCP_LEDGER_PASSWORD", PASSWORD);
    }

    @Override
    public void close() {
        stop();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String data() {
        return directory.resolve("data").toString();
    }

    private void run(String program, String... arguments) {
        Process run = command(program, arguments);
        try {
            String said = new String(run.getInputStream().readAllBytes(), UTF_8);
            if (run.waitFor() != 0) {
                throw new AssertionError(program + " failed: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Process command(String program, String... arguments) {
        var words = new ArrayList<String>();
        if (isRoot()) {
            words.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        words.add(programs.resolve(program).toString());
        words.addAll(List.of(arguments));
        try {
            var builder =
                    new ProcessBuilder(words)
                            .directory(directory.toFile())
                            .redirectErrorStream(true);
            builder.environment().putAll(Map.of("LC_ALL", "C"));
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> installation() {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.sorted(Comparator.reverseOrder())
                    .map(version -> version.resolve("bin"))
                    .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
