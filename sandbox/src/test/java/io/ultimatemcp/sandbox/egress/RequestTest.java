package io.ultimatemcp.sandbox.egress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestTest {
    private static final Target ALLOWED = new Target("allowed.test", 80);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CONNECT",
                "CONNECT allowed.test HTTP/1.1",
                "CONNECT allowed.test: HTTP/1.1",
                "CONNECT allowed.test:0 HTTP/1.1",
                "CONNECT allowed.test:65536 HTTP/1.1",
                "CONNECT allowed.test:443 HTTP/2",
                "CONNECT allowed.test:443",
                "CONNECT allowed.test:443  HTTP/1.1",
                "CONNECT  allowed.test:443 HTTP/1.1",
                "CONNECT\tallowed.test:443 HTTP/1.1",
                "connect allowed.test:443 HTTP/1.1",
                "CONNECT allowed.test:443@evil.test:443 HTTP/1.1",
                "CONNECT evil.test:443@allowed.test:443 HTTP/1.1",
                "CONNECT allowed.test:443/evil.test HTTP/1.1",
                "CONNECT allowed.test:443 evil.test:443 HTTP/1.1",
                "CONNECT http://allowed.test:443 HTTP/1.1",
                "CONNECT [::1:443 HTTP/1.1",
                "CONNECT 0x7f000001:443 HTTP/1.1",
                "CONNECT 2130706433:443 HTTP/1.1",
                "CONNECT 127.1:443 HTTP/1.1",
                "CONNECT 0177.0.0.1:443 HTTP/1.1",
                "CONNECT allowed.test%00evil.test:443 HTTP/1.1",
                "GET / HTTP/1.1",
                "GET https://allowed.test/ HTTP/1.1",
                "GET ftp://allowed.test/ HTTP/1.1",
                "GET http:/allowed.test/ HTTP/1.1",
                "GET http://user@allowed.test/ HTTP/1.1",
                "GET http://evil.test\\@allowed.test/ HTTP/1.1",
                "GET http://allowed.test/#x HTTP/1.1",
                "GET http://allowed.test/ HTTP/0.9",
                "GET http://allowed.test/"
            })
    void aStrangeRequestLineIsABadRequest(String line) {
        assertThat(denial(line + "\r\n\r\n", null)).isEqualTo(Denial.BAD_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n",
                "Content-Length: 1\r\nContent-Length: 1\r\n",
                "Content-Length: 1, 1\r\n",
                "Content-Length: +1\r\n",
                "Content-Length: -1\r\n",
                "Content-Length: 0x1\r\n",
                "Content-Length: 9999999999999999999\r\n",
                "Transfer-Encoding: gzip, chunked\r\n",
                "Transfer-Encoding: chunked, identity\r\n",
                "Transfer-Encoding: \u000bchunked\r\n",
                "Transfer-Encoding : chunked\r\n",
                "Connection: content-length\r\n",
                "Connection: close, Transfer-Encoding\r\n",
                "Connection: host\r\n",
                "Host: allowed.test\r\nHost: allowed.test\r\n",
                " folded: x\r\n",
                "A: b\r\n c\r\n",
                "A: b\nHost: evil.test\r\n",
                "A: b\rHost: evil.test\r\n",
                "A: b\0c\r\n",
                ": empty\r\n",
                "no colon\r\n"
            })
    void aHeaderThatTwoReadersMayReadInTwoWaysIsABadRequest(String field) {
        assertThat(denial("POST http://allowed.test/ HTTP/1.1\r\n" + field + "\r\n", null))
                .isEqualTo(Denial.BAD_REQUEST);
        assertThat(denial("POST / HTTP/1.1\r\n" + field + "\r\n", ALLOWED))
                .isEqualTo(Denial.BAD_REQUEST);
    }

    @Test
    void theHostHeaderHasToNameTheTarget() {
        String get = "GET http://allowed.test/ HTTP/1.1\r\nHost: ";
        assertThat(denial(get + "evil.test\r\n\r\n", null)).isEqualTo(Denial.HOST_MISMATCH);
        assertThat(denial(get + "allowed.test:81\r\n\r\n", null)).isEqualTo(Denial.HOST_MISMATCH);
        assertThat(denial("GET / HTTP/1.1\r\nHost: evil.test\r\n\r\n", ALLOWED))
                .isEqualTo(Denial.HOST_MISMATCH);
        assertThat(denial("GET http://evil.test/ HTTP/1.1\r\n\r\n", ALLOWED))
                .isEqualTo(Denial.BAD_REQUEST);
        assertThat(denial("CONNECT evil.test:443 HTTP/1.1\r\n\r\n", ALLOWED))
                .isEqualTo(Denial.BAD_REQUEST);
    }

    @Test
    void heldHeadsAreBounded() {
        String get = "GET http://allowed.test/ HTTP/1.1\r\n";
        assertThat(denial(get + "A: " + "x".repeat(40_000) + "\r\n\r\n", null))
                .isEqualTo(Denial.BAD_REQUEST);
        assertThat(denial(get + "A: b\r\n".repeat(300) + "\r\n", null))
                .isEqualTo(Denial.BAD_REQUEST);
        assertThat(denial(get + "x".repeat(40_000), null)).isEqualTo(Denial.BAD_REQUEST);
    }

    @Test
    void whatGoesOnIsWrittenAnewAndIsTheLast() throws Denied {
        String asked =
                """
                GET http://Allowed.TEST:80?q=1 HTTP/1.1\r
                Host: allowed.test\r
                Connection: keep-alive, X-Hop\r
                X-Hop: 1\r
                Upgrade: h2c\r
                HTTP2-Settings: AAMAAABk\r
                TE: trailers\r
                Proxy-Authorization: Basic c2VjcmV0\r
                X-Kept:  a  \r
                \r
                """;
        Request request = Request.of(head(asked), null);
        assertThat(request.target()).isEqualTo(ALLOWED);
        assertThat(new String(request.forHost().encode().array(), ISO_8859_1))
                .isEqualTo(
                        "GET /?q=1 HTTP/1.1\r\nhost: allowed.test\r\nx-kept: a\r\nconnection: close\r\n\r\n");
    }

    @Test
    void connectNamesItsTarget() throws Denied {
        assertThat(
                        Stream.of("Allowed.Test.:443", "192.0.2.1:22", "[::1]:80")
                                .map(RequestTest::connect))
                .isEqualTo(
                        List.of(
                                new Target("allowed.test", 443),
                                new Target("192.0.2.1", 22),
                                new Target("0:0:0:0:0:0:0:1", 80)));
    }

    private static Target connect(String authority) {
        try {
            return Request.of(head("CONNECT " + authority + " HTTP/1.1\r\n\r\n"), null).target();
        } catch (Denied e) {
            throw new IllegalStateException(authority, e);
        }
    }

    private static Denial denial(String bytes, @Nullable Target fixed) {
        return catchThrowableOfType(Denied.class, () -> Request.of(head(bytes), fixed)).denial();
    }

    private static Head head(String bytes) throws Denied {
        try (var pair = new Pair()) {
            return pair.head(bytes);
        }
    }
}
