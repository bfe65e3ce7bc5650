package io.ultimatemcp.protocol.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OriginPolicyTest {
    private final OriginPolicy loopback = OriginPolicy.loopback(List.of("https://app.example.com"));
    private final OriginPolicy open = OriginPolicy.open(List.of("https://app.example.com"));

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, localhost:8000, true",
                "-, 127.0.0.1, true",
                "-, [::1]:8000, true",
                "-, evil.example.com, false",
                "-, localhost.evil.com, false",
                "-, -, false",
                "http://localhost:5173, localhost, true",
                "https://app.example.com, localhost, true",
                "https://app.example.com:443, localhost, true",
                "http://app.example.com, localhost, false",
                "https://app.example.com.evil.com, localhost, false",
                "https://app.example.com@evil.com, localhost, false",
                "https://app.example.com:8443, localhost, false",
                "https://app.example.com, evil.example.com, false",
                "null, localhost, false",
                "'', localhost, false"
            })
    void guardsALoopbackServer(@Nullable String origin, @Nullable String host, boolean allowed) {
        assertThat(loopback.allows(origin, host)).isEqualTo(allowed);
    }

    @Test
    void anOpenServerTakesAnyHostButOnlyKnownOrigins() {
        assertThat(open.allows(null, "mcp.example.com")).isTrue();
        assertThat(open.allows("https://APP.example.com", "mcp.example.com")).isTrue();
        assertThat(open.allows("http://localhost:5173", "mcp.example.com")).isFalse();
    }

    @Test
    void aPreflightGrantsTheHeadersOfTheProtocol() {
        var headers =
                loopback.preflight(
                        "https://app.example.com", "content-type, Mcp-Param-Region, x-evil");
        assertThat(headers)
                .containsEntry("Access-Control-Allow-Origin", "https://app.example.com")
                .containsEntry("Access-Control-Allow-Methods", "POST, GET, DELETE, OPTIONS");
        assertThat(headers.get("Access-Control-Allow-Headers"))
                .contains("Mcp-Session-Id", "Mcp-Method", "mcp-param-region")
                .doesNotContain("x-evil");
    }

    @Test
    void anOriginWithAPathIsNoOrigin() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OriginPolicy.open(List.of("https://a.example/x")))
                .withMessageContaining("https://a.example/x");
    }
}
