package io.ultimatemcp.acceptance.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A server of the packed distribution, started as its users start it. */
public final class Server implements AutoCloseable {
    private static final String READY = "ready ";
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final Path data;
    private final Talk talk;
    private final URI url;
    private final Client client;

    private Server(Process process, Path data, Talk talk, URI url, Client client) {
        this.process = process;
        this.data = data;
        this.talk = talk;
        this.url = url;
        this.client = client;
    }

    /** Starts one on a free port, with its data in {@code data}. */
    public static Server start(Path data) {
        return start(command(data), data);
    }

    /** The command that {@link #start(Path)} runs. */
    public static Command command(Path data) {
        return Command.ultimateMcp("start", "--port", "0", "--data", data.toString());
    }

    /** Runs {@code command} and waits until it says that it is ready. */
    public static Server start(Command command, Path data) {
        Process process = command.start();
        var talk = Talk.of(process.getErrorStream());
        var ready = talk.await(line -> line.startsWith(READY));
        if (ready.isEmpty()) {
            Processes.endTree(process.toHandle());
            throw new AssertionError("not ready: " + talk.lines());
        }
        URI url = URI.create(ready.get().substring(READY.length()));
        return new Server(process, data, talk, url, new Client(url, token(data)));
    }

    public URI url() {
        return url;
    }

    public Path data() {
        return data;
    }

    public long pid() {
        return process.pid();
    }

    /** What it said on standard error. */
    public Talk talk() {
        return talk;
    }

    /** A client with the admin's token. */
    public Client client() {
        return client;
    }

    /** A client with another token, "" for none; the caller closes it. */
    public Client client(String token) {
        return new Client(url, token);
    }

    public String token() {
        return token(data);
    }

    /** Asks it to stop, as a service manager does. */
    public void terminate() {
        process.destroy();
    }

    /** Ends it without a chance to do anything. */
    public void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** Waits for its end and answers its exit status. */
    public int awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the server does not end");
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        client.close();
        process.destroy();
        try {
            awaitEnd();
        } finally {
            Processes.endTree(process.toHandle());
        }
    }

    private static String token(Path data) {
        try {
            return Files.readString(data.resolve("admin.token")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
