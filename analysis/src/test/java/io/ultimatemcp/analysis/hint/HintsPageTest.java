package io.ultimatemcp.analysis.hint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class HintsPageTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| ([a-z]+) \\|");

    @Test
    void thePageHasEveryRuleWithItsSeverity() throws IOException {
        String page = Files.readString(Path.of("../docs/reference/hints.md"));
        assertThat(ROW.matcher(page).results().map(row -> row.group(1) + " " + row.group(2)))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Rule.values())
                                .map(rule -> rule.id() + " " + rule.severity().code())
                                .toList());
    }

    @Test
    void noMessageClaimsThatTheSandboxWasLeft() {
        for (Rule rule : Rule.values()) {
            assertThat(rule.about("x"))
                    .startsWithIgnoringCase(rule == Rule.BUILT_NAME ? "the name x" : "x ")
                    .doesNotContainIgnoringCase("sandbox")
                    .doesNotContainIgnoringCase("escape");
        }
    }
}
