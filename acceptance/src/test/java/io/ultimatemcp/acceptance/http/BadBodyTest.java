package io.ultimatemcp.acceptance.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Reply;
import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are no JSON object, too large, or of another type. */
@ExtendWith(Shared.class)
final class BadBodyTest {
    private static final String PATH = "/api/v1/tools/execute_code";
    private static final String GOOD = "{\"code\":\"echo 1\",\"language\":\"bash\"}";

    static final List<String> MALFORMED =
            List.of(
                    "",
                    " ",
                    "{",
                    "{\"code\":",
                    "{\"code\":\"x\",}",
                    "{'code':'x'}",
                    "nonsense",
                    "[]",
                    "null",
                    "7",
                    "\"text\"",
                    "[" + GOOD + "]",
                    GOOD + GOOD,
                    GOOD + " x",
                    "{\"code\":NaN,\"language\":\"bash\"}",
                    "{\"code\":\"x\",\"language\":\"bash\",\"timeout_seconds\":Infinity}",
                    "{\"code\":\"a\",\"code\":\"b\",\"language\":\"bash\"}",
                    "{\"code\":\"x\",\"language\":\"bash\",\"env\":{\"A\":\"1\",\"A\":\"2\"}}",
                    "{\"code\":\"a\nb\",\"language\":\"bash\"}",
                    "[".repeat(100_000),
                    "{\"a\":".repeat(100_000) + "1" + "}".repeat(100_000),
                    "{\"code\":\"\\x\",\"language\":\"bash\"}",
                    "\u0000" + GOOD);

    private final Server server;

    BadBodyTest(Server server) {
        this.server = server;
    }

    @ParameterizedTest
    @FieldSource("MALFORMED")
    void aBodyThatIsNoJsonObjectIsMalformed(String body) {
        var reply = server.client().post(PATH, body);
        assertThat(Problem.of(reply, 400, "malformed_request").path("detail").asString())
                .contains("body")
                .doesNotContainPattern("[a-z]+\\.[a-z]+\\.[A-Z]|JsonToken|StreamRead|Feature");
    }

    @Test
    void bytesThatAreNoUtf8AreMalformed() {
        byte[] body = GOOD.replace("echo 1", "echo ?").getBytes(UTF_8);
        int at = new String(body, UTF_8).indexOf('?');
        for (byte wrong : new byte[] {(byte) 0xff, (byte) 0xc0, (byte) 0x80}) {
            body[at] = wrong;
            Problem.of(post(BodyPublishers.ofByteArray(body)), 400, "malformed_request");
        }
        body[at - 1] = (byte) 0xc0; // with the next a slash that takes two bytes
        body[at] = (byte) 0xaf;
        Problem.of(post(BodyPublishers.ofByteArray(body)), 400, "malformed_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/xml",
                "application/jsonp",
                "nonsense"
            })
    void aBodyOfAnotherTypeIsRefused(String type) {
        var reply =
                server.client()
                        .send(
                                server.client()
                                        .request(PATH)
                                        .header("Content-Type", type)
                                        .POST(BodyPublishers.ofString(GOOD)));
        assertThat(Problem.of(reply, 415, "unsupported_media_type").path("detail").asString())
                .contains("application/json");
    }

    @Test
    void aBodyWithoutATypeIsRefused() {
        var reply =
                server.client()
                        .send(server.client().request(PATH).POST(BodyPublishers.ofString(GOOD)));
        Problem.of(reply, 415, "unsupported_media_type");
    }

    @Test
    void aTypeMayCarryACharset() {
        var reply =
                server.client()
                        .send(
                                server.client()
                                        .request(PATH)
                                        .header("Content-Type", "Application/JSON; charset=utf-8")
                                        .POST(BodyPublishers.ofString(GOOD)));
        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void aBodyBeyondTheLimitIsRefusedByItsAnnouncedLength() {
        Problem.of(post(BodyPublishers.ofByteArray(large())), 413, "payload_too_large");
    }

    @Test
    void aBodyBeyondTheLimitIsRefusedWhenItsLengthIsNotAnnounced() {
        Problem.of(
                post(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large()))),
                413,
                "payload_too_large");
    }

    /** A valid call, padded with blanks beyond 4 MiB. */
    private static byte[] large() {
        byte[] body = new byte[(4 << 20) + 1];
        Arrays.fill(body, (byte) ' ');
        System.arraycopy(GOOD.getBytes(UTF_8), 0, body, 0, GOOD.length());
        return body;
    }

    private Reply post(BodyPublisher body) {
        return server.client()
                .send(
                        server.client()
                                .request(PATH)
                                .header("Content-Type", "application/json")
                                .POST(body));
    }
}
