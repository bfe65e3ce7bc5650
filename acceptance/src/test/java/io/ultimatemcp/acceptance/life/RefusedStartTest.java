package io.ultimatemcp.acceptance.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Command;
import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A start that cannot be: one clear sentence, the right exit status, no stack trace. */
@ExtendWith(Shared.class)
final class RefusedStartTest {
    private static final int USAGE = 2;
    private static final int ENVIRONMENT = 5;

    @TempDir private Path directory;

    @Test
    void aSecondServerOnTheSameDataDirectoryIsRefused(Server server) {
        var ended = Server.command(server.data()).run();
        assertThat(ended.status()).isEqualTo(ENVIRONMENT);
        assertSentence(ended).contains(server.url().toString()).contains("already runs");
        assertThat(server.client().get("/health").status()).isEqualTo(200);
    }

    @Test
    void aPortInUseIsRefused() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            var ended = start("--port", port).run();
            assertThat(ended.status()).isEqualTo(ENVIRONMENT);
            assertSentence(ended).contains(port).contains("--port");
        }
    }

    @Test
    void aDataDirectoryBelowAFileIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "not a directory");
        var ended = Server.command(file.resolve("data")).run();
        assertThat(ended.status()).isEqualTo(ENVIRONMENT);
        assertSentence(ended).contains("data").contains("--data");
    }

    @Test
    void aDataDirectoryThatIsAFileIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "not a directory");
        var ended = Server.command(file).run();
        assertThat(ended.status()).isEqualTo(ENVIRONMENT);
        assertSentence(ended).contains("not a directory");
    }

    @Test
    void anAddressOfAnotherMachineIsRefused() {
        var ended = start("--port", "0", "--host", "192.0.2.1").run();
        assertThat(ended.status()).isEqualTo(ENVIRONMENT);
        assertSentence(ended).contains("192.0.2.1");
    }

    @Test
    void allFaultsOfTheSettingsAreListedAtOnceAndNoSecretIsShown() throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve("bad.yaml"),
                        """
                        http:
                          port: seventy
                          colour: blue
                        sandbox:
                          max-timeout: soon
                        """);
        var ended =
                start("--config", file.toString())
                        .with("AUTH_TOKEN", "weak-secret")
                        .with("ULTIMATE_MCP_HTTP_MAX_IN_FLIGHT", "0")
                        .with("ULTIMATE_MCP_NONSENSE", "1")
                        .with("LOG_LEVEL", "loud")
                        .run();
        assertThat(ended.status()).isEqualTo(USAGE);
        assertThat(ended.err())
                .contains(
                        "http.port",
                        "seventy",
                        "http.colour",
                        "sandbox.max-timeout",
                        "auth.token",
                        "http.max-in-flight",
                        "ULTIMATE_MCP_NONSENSE",
                        "log.level")
                .doesNotContain("weak-secret")
                .doesNotContain("\tat ");
    }

    @Test
    void aSettingsFileThatIsNotThereIsRefused() {
        var ended = start("--config", directory.resolve("none.yaml").toString()).run();
        assertThat(ended.status()).isEqualTo(USAGE);
        assertThat(ended.err()).contains("none.yaml").doesNotContain("\tat ");
    }

    @Test
    void anUnknownFlagAndAPortThatIsNoneAreUsageErrors() {
        for (String[] wrong :
                new String[][] {
                    {"--no-such-port"},
                    {"--port", "70000"},
                    {"--port", "-1"},
                    {"--port", "http"},
                    {"--port"},
                }) {
            var ended = start(wrong).run();
            assertThat(ended.status()).describedAs(wrong[0]).isEqualTo(USAGE);
            assertThat(ended.err()).contains("port").doesNotContain("\tat ");
        }
    }

    private Command start(String... flags) {
        var words =
                new java.util.ArrayList<>(
                        java.util.List.of("start", "--data", directory.resolve("data").toString()));
        words.addAll(java.util.List.of(flags));
        return Command.ultimateMcp(words.toArray(String[]::new));
    }

    private static org.assertj.core.api.AbstractStringAssert<?> assertSentence(
            Command.Finished ended) {
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).doesNotContain("\tat ");
        var said =
                ended.err()
                        .lines()
                        .filter(line -> line.startsWith("ultimate-mcp: "))
                        .filter(line -> !line.contains("preparing a quick start"))
                        .toList();
        assertThat(said).hasSize(1);
        return assertThat(said.getFirst());
    }
}
