package io.ultimatemcp.ledger.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The migrations and the number that stands for them. */
final class MigrationsTest {
    @ParameterizedTest
    @ValueSource(strings = {"sqlite", "postgresql"})
    void theNewestFileHasTheNumberThatTheProgramKnows(String engine)
            throws IOException, URISyntaxException {
        var folder = Objects.requireNonNull(Migrations.class.getResource(engine));
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            assertThat(
                            files.map(file -> String.valueOf(file.getFileName()))
                                    .mapToInt(name ->
                                            Integer.parseInt(name.substring(1, name.indexOf("__"))))
                                    .max())
                    .hasValue(Migrations.NEWEST);
        }
    }
}
