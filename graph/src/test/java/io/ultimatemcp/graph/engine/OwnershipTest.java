package io.ultimatemcp.graph.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnershipTest {
    @TempDir Path directory;

    @Test
    void anOwnershipThatCannotBeWrittenDownIsNotKept() throws IOException {
        Path lock = directory.resolve("owner.lock");
        Files.createSymbolicLink(lock, Path.of("/dev/full"));
        var ownership = new Ownership(directory);
        assertThatThrownBy(ownership::take).hasMessageContaining("No space left");
        assertThat(ownership.isHeld()).isFalse();
        assertThatThrownBy(ownership::take).hasMessageContaining("No space left");

        Files.delete(lock);
        ownership.take();
        assertThat(ownership.isHeld()).isTrue();
        ownership.release();
    }
}
