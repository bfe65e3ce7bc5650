package io.ultimatemcp.server.tool.box;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ultimatemcp.sandbox.InputFile;
import io.ultimatemcp.server.problem.Refusal;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class GivenFileTest {
    @ParameterizedTest
    @ValueSource(strings = {"_streams", "_streams/stdout.txt", "_streams/a/b"})
    void aFileWhereWholeOutputIsKeptIsRefused(String path) {
        assertThatThrownBy(() -> GivenFile.decode(List.of(text("in.csv"), text(path))))
                .isInstanceOfSatisfying(
                        Refusal.class,
                        refusal ->
                                assertThat(refusal.problem().toString())
                                        .contains("/files/1/path", "another directory"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"_streams.txt", "data/_streams/x", "streams/x"})
    void aFileWithALikeNameIsTaken(String path) {
        assertThat(GivenFile.decode(List.of(text(path))))
                .extracting(InputFile::path)
                .containsExactly(path);
    }

    private static GivenFile text(String path) {
        return new GivenFile(path, "text", null);
    }
}
