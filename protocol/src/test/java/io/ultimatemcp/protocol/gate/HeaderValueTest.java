package io.ultimatemcp.protocol.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HeaderValueTest {

    @ParameterizedTest
    @CsvSource({
        "us-west, us-west",
        "=?base64?w6k=?=, é",
        "=?base64?PT9iYXNlNjQ/eD89?=, =?base64?x?=",
        "=?base64?abc, =?base64?abc",
        "abc?=, abc?=",
        "'=?base64??=', ''"
    })
    void decodes(String raw, String value) {
        assertThat(HeaderValue.decode(raw)).contains(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=?base64?w6k?=",
                "=?base64?w 6k=?=",
                "=?base64?w6k==?=",
                "=?base64?w-k=?=",
                "=?base64?/w==?=",
                "é",
                "a\u0001b"
            })
    void refusesWhatIsNotEncodedExactly(String raw) {
        assertThat(HeaderValue.decode(raw)).isEmpty();
    }
}
