package io.ultimatemcp.sandbox.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a runtime command is asked who it is. */
final class RuntimeCommandTest {
    @TempDir Path directory;

    @Test
    void aCommandThatTellsItsVersionIsKnownByIt() throws IOException, InterruptedException {
        Path command = command("echo crun version 1.2.3");
        assertThat(RuntimeCommand.read(command, Duration.ofSeconds(20)))
                .isEqualTo(new RuntimeCommand(command, "crun", "1.2.3"));
    }

    @Test
    void aCommandThatHangsIsNotWaitedForWithoutEnd() throws IOException {
        Path command = command("echo crun version 1.2.3; sleep 600");
        assertThatThrownBy(() -> RuntimeCommand.read(command, Duration.ofMillis(300)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("did not end in time");
    }

    private Path command(String text) throws IOException {
        Path command = Files.writeString(directory.resolve("crun"), "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
        return command;
    }
}
