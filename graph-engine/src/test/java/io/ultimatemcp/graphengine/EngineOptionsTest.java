package io.ultimatemcp.graphengine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EngineOptionsTest {
    @Test
    void figuresThatAreNotGivenAreTheUsualOnes() {
        var options = EngineOptions.parse("--home", "/h", "--password-file", "/p");

        assertThat(options.home()).hasToString("/h");
        assertThat(options.passwordFile()).hasToString("/p");
        assertThat(options.port()).isZero();
        assertThat(options.transactionMegabytes()).isEqualTo(64);
    }

    @Test
    void anArgumentAtFaultIsNamed() {
        assertThatThrownBy(() -> EngineOptions.parse("--home", "/h"))
                .hasMessage("Missing argument: --password-file");
        assertThatThrownBy(() -> EngineOptions.parse("--password", "secret"))
                .hasMessage("Unknown argument: --password");
        assertThatThrownBy(() ->
                        EngineOptions.parse(
                                "--home", "/h", "--password-file", "/p", "--port", "99999"))
                .hasMessageContaining("--port must lie between 0 and 65535");
    }
}
