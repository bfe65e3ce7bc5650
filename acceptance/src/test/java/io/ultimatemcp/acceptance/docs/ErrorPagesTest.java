package io.ultimatemcp.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Distribution;
import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.server.problem.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each code that a client can see has a page, and each page a code. */
final class ErrorPagesTest {
    private static final Path PAGES = Distribution.ROOT.resolve("docs/errors");

    @ParameterizedTest
    @EnumSource(ErrorCode.class)
    void thePageOfACodeShowsAnAnswerWithIt(ErrorCode code) throws IOException {
        String page = Files.readString(PAGES.resolve(code.code() + ".md"));
        assertThat(page)
                .startsWith("# " + code.code() + "\n")
                .contains("HTTP status " + code.status())
                .contains("## What happened", "## What to do", "## Example");
        var example = Json.read(page.split("```json\n", 2)[1].split("```", 2)[0]);
        assertThat(example.path("code").asString()).isEqualTo(code.code());
        assertThat(example.path("status").asInt()).isEqualTo(code.status());
        assertThat(example.path("title").asString()).isEqualTo(code.title());
    }

    @Test
    void noPageIsAboutACodeThatIsGone() throws IOException {
        var codes =
                Arrays.stream(ErrorCode.values())
                        .map(code -> code.code() + ".md")
                        .collect(Collectors.toSet());
        try (Stream<Path> pages = Files.list(PAGES)) {
            assertThat(pages.map(page -> page.getFileName().toString()).toList()).isSubsetOf(codes);
        }
    }
}
