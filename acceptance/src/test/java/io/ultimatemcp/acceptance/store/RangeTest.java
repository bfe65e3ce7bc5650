package io.ultimatemcp.acceptance.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Reply;
import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts of files (RFC 9110 sections 13 and 14). The file has the bytes {@code 0123456789}. */
@ExtendWith(Shared.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RangeTest {
    private static final String WHOLE = "0123456789";

    private final Server server;
    private String path = "";
    private String empty = "";

    RangeTest(Server server) {
        this.server = server;
    }

    @BeforeAll
    void leaveAFile() {
        var arguments =
                Map.of(
                        "language",
                        "bash",
                        "code",
                        "printf 0123456789 > ten.txt; : > none.txt",
                        "timeout_seconds",
                        60);
        var result = server.client().execute(Json.of(arguments)).json();
        String run = "/api/v1/runs/" + result.path("id").asString() + "/artifacts/";
        path = run + "ten.txt";
        empty = run + "none.txt";
    }

    @Test
    void theWholeSaysThatPartsCanBeHad() {
        var reply = server.client().get(path);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo(WHOLE);
        assertThat(reply.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(reply.header("ETag")).matches("\"[0-9a-f]{64}\"");
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0-0",
        "bytes=2-5, 2345, 2-5",
        "bytes=7-, 789, 7-9",
        "bytes=-3, 789, 7-9",
        "bytes=5-500, 56789, 5-9",
        "bytes=-500, 0123456789, 0-9",
        "BYTES=1-1, 1, 1-1"
    })
    void aPartIsGiven(String range, String part, String place) {
        var reply = get(path, "Range", range);
        assertThat(reply.status()).isEqualTo(206);
        assertThat(reply.text()).isEqualTo(part);
        assertThat(reply.header("Content-Range")).isEqualTo("bytes " + place + "/10");
        assertThat(reply.header("Content-Disposition")).startsWith("attachment");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=99-100", "bytes=-0"})
    void aPartBeyondTheEndIsRefused(String range) {
        var reply = get(path, "Range", range);
        assertThat(reply.status()).isEqualTo(416);
        assertThat(reply.header("Content-Range")).isEqualTo("bytes */10");
        assertThat(reply.json().path("code").asString()).isEqualTo("range_not_satisfiable");
    }

    @Test
    void nothingHasNoParts() {
        assertThat(get(empty, "Range", "bytes=0-").status()).isEqualTo(416);
        assertThat(server.client().get(empty).body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes=5-2", "bytes=", "bytes=-", "bytes=a-b", "lines=1-2", "bytes=0-1,3-4"})
    void whatIsNoSingleRangeIsAnsweredWithTheWhole(String range) {
        var reply = get(path, "Range", range);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo(WHOLE);
    }

    @Test
    void aPartOfAnotherContentIsNotMixedIn() {
        String tag = server.client().get(path).header("ETag");
        var request = server.client().request(path).header("Range", "bytes=1-2").GET();
        assertThat(server.client().send(request.header("If-Range", tag)).status()).isEqualTo(206);
        var other = server.client().request(path).header("Range", "bytes=1-2").GET();
        assertThat(server.client().send(other.header("If-Range", "\"old\"")).text())
                .isEqualTo(WHOLE);
    }

    @Test
    void whoHasItAlreadyIsToldSo() {
        String tag = server.client().get(path).header("ETag");
        var reply = get(path, "If-None-Match", tag);
        assertThat(reply.status()).isEqualTo(304);
        assertThat(reply.body()).isEmpty();
    }

    @Test
    void headTellsTheSizeAndIgnoresRanges() {
        var head =
                server.client()
                        .request(path)
                        .header("Range", "bytes=1-2")
                        .method("HEAD", BodyPublishers.noBody());
        var reply = server.client().send(head);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Content-Length")).isEqualTo("10");
        assertThat(reply.header("Accept-Ranges")).isEqualTo("bytes");
        assertThat(reply.body()).isEmpty();
    }

    private Reply get(String of, String header, String value) {
        return server.client().send(server.client().request(of).header(header, value).GET());
    }
}
