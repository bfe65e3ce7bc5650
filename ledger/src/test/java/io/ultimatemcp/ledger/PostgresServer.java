package io.ultimatemcp.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ultimatemcp.ledger.sql.Location;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real PostgreSQL server for tests: its own directory, a free port of loopback, no passwords.
 *
 * <p>PostgreSQL refuses to run as root, so under root it runs as {@code nobody}.
 */
public final class PostgresServer {
    private static final String HOST = "127.0.0.1";

    private final Path directory;
    private final int port;
    private final Process process;

    private PostgresServer(Path directory, int port, Process process) {
        this.directory = directory;
        this.port = port;
        this.process = process;
    }

    /** The folder with {@code initdb} and {@code postgres}, if PostgreSQL is installed. */
    static Optional<Path> installation() {
        var folders = new ArrayList<Path>();
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            versions.sorted(Comparator.reverseOrder())
                    .map(v -> v.resolve("bin"))
                    .forEach(folders::add);
        } catch (IOException e) {
            folders.clear(); // not a Debian system
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        for (String folder : path.split(File.pathSeparator, -1)) {
            folders.add(Path.of(folder));
        }
        return folders.stream()
                .filter(folder -> Files.isExecutable(folder.resolve("initdb")))
                .findFirst();
    }

    /** Without flushing to the disk: what these tests kill is the client, never the server. */
    static PostgresServer start(Path installation) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("ledger-postgres");
        if (isRoot()) {
            Files.setOwner(
                    directory,
                    directory
                            .getFileSystem()
                            .getUserPrincipalLookupService()
                            .lookupPrincipalByName("nobody"));
        }
        Path data = directory.resolve("data");
        List<String> initdb =
                command(installation, "initdb", "-D", data.toString(), "-A", "trust", "-E", "UTF8");
        initdb.addAll(List.of("-U", "ledger", "--no-sync", "--no-locale"));
        Process init = start(initdb, directory);
        String said = new String(init.getInputStream().readAllBytes(), UTF_8);
        if (init.waitFor() != 0) {
            throw new IOException("initdb failed: " + said);
        }
        int port = freePort();
        List<String> postgres =
                command(
                        installation,
                        "postgres",
                        "-D",
                        data.toString(),
                        "-p",
                        String.valueOf(port));
        postgres.addAll(
                List.of("-c", "listen_addresses=" + HOST, "-k", directory.toString(), "-F"));
        Process process = start(postgres, directory);
        awaitReady(process);
        return new PostgresServer(directory, port, process);
    }

    /** An empty schema of this name, made when it does not exist. */
    public Location.Postgres schema(String name) {
        String url = "jdbc:postgresql://" + HOST + ":" + port + "/postgres";
        try (var connection = DriverManager.getConnection(url, "ledger", "");
                var statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA IF NOT EXISTS " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the schema " + name, e);
        }
        return new Location.Postgres(url + "?currentSchema=" + name, "ledger", "");
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Path installation, String program, String... arguments) {
        var command = new ArrayList<String>();
        if (isRoot()) {
            command.addAll(
                    List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"));
        }
        command.add(installation.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static Process start(List<String> command, Path directory) throws IOException {
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
    }

    /** Returns when the server says so; its later output is drained so that it never blocks. */
    private static void awaitReady(Process process) throws IOException {
        BufferedReader output = process.inputReader(UTF_8);
        var said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains("ready to accept connections")) {
                Thread.ofVirtual().start(() -> output.lines().forEach(_ -> {}));
                return;
            }
            said.append(line).append('\n');
        }
        throw new IOException("PostgreSQL did not start: " + said);
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
