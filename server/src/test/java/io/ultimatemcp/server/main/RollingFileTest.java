package io.ultimatemcp.server.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of a server in the background. */
final class RollingFileTest {
    @TempDir private Path directory;

    @Test
    void itNeverHoldsMoreThanItMayAndTheLatestStays() throws IOException {
        try (var log = new RollingFile(file(), 100, 3)) {
            for (int i = 0; i < 100; i++) {
                write(log, "line %05d\n".formatted(i));
            }
        }
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "server.log", "server.log.1", "server.log.2", "server.log.3");
        }
        assertThat(file()).hasContent("line 00099\n".repeat(1));
        assertThat(Files.readString(directory.resolve("server.log.1")))
                .startsWith("line 00090\n")
                .endsWith("line 00098\n");
        assertThat(Files.size(directory.resolve("server.log.3"))).isLessThanOrEqualTo(100);
    }

    @Test
    void itGoesOnWhereItEnded() throws IOException {
        for (String line : new String[] {"first\n", "second\n"}) {
            try (var log = new RollingFile(file(), 100, 3)) {
                write(log, line);
            }
        }
        assertThat(Files.readString(file())).isEqualTo("first\nsecond\n");
    }

    @Test
    void onlyTheOwnerReadsIt() throws IOException {
        Files.writeString(file(), "of an earlier version\n");
        try (var log = new RollingFile(file(), 30, 1)) {
            write(log, "line 1\n");
            write(log, "line 2\n");
        }
        for (String name : new String[] {"server.log", "server.log.1"}) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(directory.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void afterADiskThatTookNothingItWritesAgain() throws IOException {
        Path folder = directory.resolve("folder");
        try (var log = new RollingFile(folder.resolve("server.log"), 100, 1)) {
            write(log, "lost\n");
            Files.createDirectory(folder);
            write(log, "kept\n");
        }
        assertThat(folder.resolve("server.log")).hasContent("kept\n");
    }

    private Path file() {
        return directory.resolve("server.log");
    }

    private static void write(RollingFile log, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        log.write(bytes, 0, bytes.length);
    }
}
