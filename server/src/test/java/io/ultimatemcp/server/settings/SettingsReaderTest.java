package io.ultimatemcp.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ultimatemcp.sandbox.egress.HostPattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsReaderTest {
    private static final String STRONG = "0123456789abcdef0123456789abcdef";

    @TempDir private Path directory;

    @Test
    void withoutAnyWordTheDefaultsHold() {
        var settings = read(Map.of()).settings();
        assertThat(settings.http().port()).isEqualTo(8_000);
        assertThat(settings.http().host()).isEqualTo("127.0.0.1");
        assertThat(settings.http().maxRequestBytes()).isEqualTo(new DataSize(4 << 20));
        assertThat(settings.http().shutdownGrace()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.auth().token().reveal()).isEmpty();
        assertThat(settings.sandbox().toolchain()).isEmpty();
    }

    @Test
    void aFlagBeatsTheEnvironmentWhichBeatsTheFile() throws IOException {
        Path file = write("http:\n  port: 1001\n  host: 127.0.0.3\n  max-in-flight: 7\n");
        var answer =
                reader(
                                Map.of(
                                        "ULTIMATE_MCP_HTTP_PORT",
                                        "1002",
                                        "ULTIMATE_MCP_HTTP_HOST",
                                        "127.0.0.2"))
                        .read(Map.of("http.port", "1003", "data.dir", directory.toString()), file);
        assertThat(answer.settings().http().port()).isEqualTo(1_003);
        assertThat(answer.settings().http().host()).isEqualTo("127.0.0.2");
        assertThat(answer.settings().http().maxInFlight()).isEqualTo(7);
        assertThat(origins(answer))
                .containsEntry("http.port", "flag")
                .containsEntry("http.host", "ULTIMATE_MCP_HTTP_HOST")
                .containsEntry("http.max-in-flight", "file")
                .containsEntry("log.level", "default");
    }

    @Test
    void hostsToReachAreReadOneByOneAndABadOneIsNamed() {
        var egress =
                read(Map.of(
                                "ULTIMATE_MCP_SANDBOX_EGRESS_HOSTS",
                                "example.org, *.example.net:8443",
                                "ULTIMATE_MCP_SANDBOX_EGRESS_PRIVATE_ADDRESSES",
                                "TRUE"))
                        .settings()
                        .sandbox()
                        .egress();
        assertThat(egress.hosts())
                .containsExactly(
                        HostPattern.parse("example.org"), HostPattern.parse("*.example.net:8443"));
        assertThat(egress.privateAddresses()).isTrue();
        assertThatThrownBy(() ->
                        read(
                                Map.of(
                                        "ULTIMATE_MCP_SANDBOX_EGRESS_HOSTS",
                                        "example.org, http://example.net",
                                        "ULTIMATE_MCP_SANDBOX_EGRESS_PRIVATE_ADDRESSES",
                                        "yes")))
                .hasMessageContaining("http://example.net is not a host")
                .hasMessageContaining("is neither true nor false");
    }

    @Test
    void theOriginalsVariablesKeepWorking() {
        var settings =
                read(Map.of(
                                "AUTH_TOKEN", STRONG,
                                "ALLOWED_ORIGINS",
                                        "[\"https://a.example\", \"https://b.example:8443\"]",
                                "MAX_REQUEST_BYTES", "2048",
                                "LOG_LEVEL", "DEBUG",
                                "LOG_FORMAT", "json"))
                        .settings();
        assertThat(settings.auth().token().reveal()).contains(STRONG);
        assertThat(settings.http().allowedOrigins())
                .isEqualTo(List.of("https://a.example", "https://b.example:8443"));
        assertThat(settings.http().maxRequestBytes().bytes()).isEqualTo(2_048);
        assertThat(settings.log().level()).isEqualTo(Settings.LogLevel.DEBUG);
        assertThat(settings.log().format()).isEqualTo(Settings.LogFormat.JSON);
    }

    @Test
    void aSecretCanStandInAFile() throws IOException {
        Path secret = Files.writeString(directory.resolve("token"), STRONG + "\n");
        assertThat(
                        read(Map.of("AUTH_TOKEN_FILE", secret.toString()))
                                .settings()
                                .auth()
                                .token()
                                .reveal())
                .contains(STRONG);
    }

    @Test
    void everyFaultIsNamedAtOnceAndNoSecretIsShown() throws IOException {
        Path file = write("http:\n  port: many\n  colour: red\n");
        assertThatThrownBy(() ->
                        reader(Map.of("AUTH_TOKEN", "hunter2", "ULTIMATE_MCP_HTTP_SPEED", "9"))
                                .read(Map.of("data.dir", directory.toString()), file))
                .isInstanceOfSatisfying(
                        SettingsException.class,
                        e -> {
                            assertThat(e.faults()).hasSize(4);
                            assertThat(e)
                                    .hasMessageContaining(
                                            "http.port (from file): \"many\" is not a whole number")
                                    .hasMessageContaining("http.colour")
                                    .hasMessageContaining("ULTIMATE_MCP_HTTP_SPEED")
                                    .hasMessageContaining(
                                            "auth.token (from AUTH_TOKEN): is too weak")
                                    .hasMessageNotContaining("hunter2");
                        });
    }

    @Test
    void aValueOutOfRangeIsRefusedWithItsRange() {
        assertThatThrownBy(() -> read(Map.of("ULTIMATE_MCP_HTTP_PORT", "70000")))
                .hasMessageContaining("must be from 0 to 65535");
    }

    @Test
    void explainingMasksSecrets() {
        assertThat(read(Map.of("AUTH_TOKEN", STRONG)).explained().toString())
                .doesNotContain(STRONG);
    }

    @Test
    void everyKeyIsInTheReference() throws IOException {
        String reference = Files.readString(Path.of("..", "docs", "reference", "settings.md"));
        assertThat(SettingKey.all())
                .allSatisfy(key -> {
                    assertThat(reference).contains("`" + key.name() + "`");
                    assertThat(reference).contains("`" + key.variable() + "`");
                });
    }

    private SettingsReader.Answer read(Map<String, String> environment) {
        return reader(environment).read(Map.of("data.dir", directory.toString()), null);
    }

    private static SettingsReader reader(Map<String, String> environment) {
        return new SettingsReader(environment);
    }

    private Path write(String yaml) throws IOException {
        return Files.writeString(directory.resolve("settings.yaml"), yaml);
    }

    private static Map<String, String> origins(SettingsReader.Answer answer) {
        return answer.explained().stream()
                .collect(
                        Collectors.toMap(
                                SettingsReader.Explained::key, SettingsReader.Explained::origin));
    }
}
