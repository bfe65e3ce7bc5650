package io.ultimatemcp.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The native part of the driver leaves nothing on the disk. */
final class SqliteLibraryTest {
    @TempDir Path directory;

    @Test
    void nothingStaysOnceItIsLoaded() throws IOException {
        SqliteLibrary.load(directory, Clock.systemUTC());
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
        assertThat(System.getProperty("org.sqlite.tmpdir")).isNull();
    }

    @Test
    void whatAKilledProcessLeftGoesAndWhatAnotherJustMakesStays() throws IOException {
        Path left = leftover("left", Duration.ofHours(1));
        Path fresh = leftover("fresh", Duration.ZERO);
        SqliteLibrary.load(directory, Clock.systemUTC());
        assertThat(left).doesNotExist();
        assertThat(fresh).exists();
    }

    private Path leftover(String name, Duration age) throws IOException {
        Path place = Files.createDirectory(directory.resolve(".sqlite-" + name));
        Files.writeString(place.resolve("libsqlitejdbc.so"), "x");
        return Files.setLastModifiedTime(
                place, FileTime.from(Clock.systemUTC().instant().minus(age)));
    }
}
