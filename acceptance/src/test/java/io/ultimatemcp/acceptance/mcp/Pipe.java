package io.ultimatemcp.acceptance.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ultimatemcp.acceptance.machine.Command;
import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Processes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code ultimate-mcp stdio} and the two ends of its pipe. */
final class Pipe implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    private final Process process;
    private final OutputStream in;
    private final BufferedReader out;

    private Pipe(Process process) {
        this.process = process;
        this.in = process.getOutputStream();
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        Thread.startVirtualThread(() -> drain(process));
    }

    static Pipe open(Path data) {
        return new Pipe(Command.ultimateMcp("stdio", "--data", data.toString()).start());
    }

    void send(ObjectNode message) {
        try {
            in.write((message + "\n").getBytes(UTF_8));
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next message; every line must be one. */
    JsonNode receive() {
        try {
            String line = out.readLine();
            if (line == null) {
                throw new AssertionError("the pipe has ended");
            }
            return Json.read(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer to {@code request}, past notifications. */
    JsonNode call(ObjectNode request) {
        send(request);
        while (true) {
            var message = receive();
            if (message.path("id").equals(request.path("id"))) {
                return message;
            }
        }
    }

    /** Ends the input and answers the exit status, or -1 when the process does not end. */
    int end() {
        try {
            in.close();
            return process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        Processes.endTree(process.toHandle());
    }

    private static void drain(Process process) {
        try {
            process.getErrorStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
