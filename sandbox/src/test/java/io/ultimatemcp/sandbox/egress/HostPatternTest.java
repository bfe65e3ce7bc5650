package io.ultimatemcp.sandbox.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostPatternTest {
    @ParameterizedTest
    @CsvSource({
        "Example.ORG, example.org",
        "example.org., example.org",
        "bücher.example, xn--bcher-kva.example",
        "192.0.2.1, 192.0.2.1",
        "[::ffff:192.0.2.1], 192.0.2.1",
        "[2001:DB8::1], 2001:db8:0:0:0:0:0:1"
    })
    void aHostHasOneForm(String written, String form) {
        assertThat(HostPattern.parse(written))
                .isEqualTo(new HostPattern(form, false, Set.of(443, 80)));
    }

    @Test
    void aPortReplacesTheTwoOfTheWeb() {
        assertThat(HostPattern.parse("*.example.org:8443"))
                .isEqualTo(new HostPattern("example.org", true, Set.of(8443)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "*.",
                "*example.org",
                "a.*.org",
                "example.org:0",
                "example.org:65536",
                "example.org:",
                "http://example.org",
                "example.org/x",
                "user@example.org",
                "exa mple.org",
                "example..org",
                ".example.org",
                "-example.org",
                "localhost",
                "a.localhost",
                "LOCALHOST.",
                "sandbox",
                "127.1",
                "2130706433",
                "0x7f.0.0.1",
                "256.1.1.1",
                "1.2.3.4.5",
                "::1",
                "[::1",
                "[fe80::1%eth0]",
                "[127.0.0.1]",
                "*.127.0.0.1",
                "a\r\nb.org",
                "a\0b.org"
            })
    void whatIsNoHostIsRefused(String written) {
        assertThatIllegalArgumentException().isThrownBy(() -> HostPattern.parse(written));
    }

    @ParameterizedTest
    @CsvSource({
        "example.org, example.org, ''",
        "example.org:443, example.org, ''",
        "example.org, example.org:443, example.org:80",
        "a.example.org, *.example.org, ''",
        "a.b.example.org, *.example.org, ''",
        "*.a.example.org, *.example.org, ''",
        "*.example.org, *.example.org, ''",
        "example.org:443, *.example.org, example.org:443",
        "*.example.org, example.org, *.example.org:443",
        "*.org, *.example.org, *.org:443",
        "badexample.org:443, *.example.org, badexample.org:443",
        "example.org.evil.test:443, example.org, example.org.evil.test:443",
        "example.org:22, example.org, example.org:22"
    })
    void aRunMayAskForWhatTheOperatorCoversAndNoMore(String wanted, String listed, String outside) {
        assertThat(HostPattern.parse(wanted).outside(List.of(HostPattern.parse(listed))))
                .isEqualTo(
                        outside.isEmpty()
                                ? java.util.Optional.empty()
                                : java.util.Optional.of(outside));
    }

    @Test
    void severalEntriesOfTheOperatorCoverTogether() {
        var listed =
                List.of(HostPattern.parse("example.org:80"), HostPattern.parse("example.org:443"));
        assertThat(HostPattern.parse("example.org").outside(listed)).isEmpty();
    }
}
