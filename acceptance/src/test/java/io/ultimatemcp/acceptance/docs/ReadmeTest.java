package io.ultimatemcp.acceptance.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Command;
import io.ultimatemcp.acceptance.machine.Distribution;
import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The commands of README.md that are marked to run do run, as they stand there. */
@ExtendWith(Shared.class)
final class ReadmeTest {
    private static final Pattern RUNS =
            Pattern.compile("<!-- runs -->\\s*```sh\\n(.*?)```", Pattern.DOTALL);

    @Test
    void theMarkedCommandsRun(Server server) throws IOException {
        var blocks = blocks();
        assertThat(blocks).isNotEmpty();
        for (String block : blocks) {
            // The reader's server listens on the first port and the one under test on another.
            String script = block.replace("http://127.0.0.1:8000", server.url().toString());
            var ended =
                    Command.of(List.of("sh", "-eu", "-c", script))
                            .with("ULTIMATE_MCP_DATA", server.data().toString())
                            .in(Distribution.directory())
                            .run();
            assertThat(ended.status()).describedAs(block + "\n" + ended.err()).isZero();
            // the examples compute the same answer; those that compute none name what they made
            assertThat(ended.out()).containsAnyOf("42", ".umcpbackup");
        }
    }

    private static List<String> blocks() throws IOException {
        String readme = Files.readString(Distribution.ROOT.resolve("README.md"));
        return RUNS.matcher(readme).results().map((MatchResult match) -> match.group(1)).toList();
    }
}
