package io.ultimatemcp.server.doctor;

import io.ultimatemcp.server.doctor.Diagnosis.Finding;
import io.ultimatemcp.server.settings.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The port and the disk, tried by using them. */
final class Surroundings {
    private static final long LOW_DISK_BYTES = 256L << 20;
    private static final int TRIAL_BYTES = 1 << 20;

    private Surroundings() {}

    /**
     * Listens for a moment where the server would.
     *
     * @param server address of the one that runs on this data directory
     */
    static Finding port(Settings.Http http, Optional<String> server) {
        String where = http.host() + ":" + http.port();
        if (server.isPresent()) {
            return Finding.ok("port", "the server listens at " + server.get());
        }
        if (http.port() == 0) {
            return Finding.ok("port", "any free one is taken");
        }
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(http.host()), http.port()));
            return Finding.ok("port", where + " is free");
        } catch (IOException e) {
            return Finding.warning(
                    "port",
                    "cannot listen at " + where + ": " + e.getMessage(),
                    "choose another: ultimate-mcp start --port N, or 0 for any");
        }
    }

    /** Writes, and sees what is left. */
    static Finding disk(Path directory) {
        try {
            Path trial = Files.createTempFile(directory, ".disk", null);
            long begin = System.nanoTime();
            try (var file = FileChannel.open(trial, StandardOpenOption.WRITE)) {
                var bytes = java.nio.ByteBuffer.allocate(TRIAL_BYTES);
                while (bytes.hasRemaining()) {
                    file.write(bytes);
                }
                file.force(true);
            } finally {
                Files.delete(trial);
            }
            long millis = (System.nanoTime() - begin) / 1_000_000;
            long free = Files.getFileStore(directory).getUsableSpace();
            String detail =
                    "%d MiB free in %s; 1 MiB was written through in %d ms"
                            .formatted(free >> 20, directory, millis);
            return free < LOW_DISK_BYTES
                    ? Finding.warning(
                            "disk", detail, "make room, or choose another with --data DIR")
                    : Finding.ok("disk", detail);
        } catch (IOException e) {
            return Finding.failed(
                    "disk",
                    "cannot write in " + directory + ": " + e.getMessage(),
                    "choose another with --data DIR");
        }
    }
}
