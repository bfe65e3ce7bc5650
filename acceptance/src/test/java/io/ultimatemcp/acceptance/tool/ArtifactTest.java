package io.ultimatemcp.acceptance.tool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** The files that a run leaves, and the streams that did not fit their window. */
@ExtendWith(Shared.class)
final class ArtifactTest {
    private final Server server;

    ArtifactTest(Server server) {
        this.server = server;
    }

    @Test
    void aFileIsListedWithItsSizeTypeAndHashAndCanBeFetched() throws Exception {
        var result = run("bash", "mkdir a; printf 'x,y\\n' > a/d.csv; printf '\\x89PNG' > p.png");
        var csv = artifact(result, "a/d.csv");
        assertThat(csv.path("size").asInt()).isEqualTo(4);
        assertThat(csv.path("mime_type").asString()).isEqualTo("text/csv");
        assertThat(csv.path("sha256").asString()).isEqualTo(sha256("x,y\n"));
        assertThat(csv.path("uri").asString())
                .isEqualTo("run://" + id(result) + "/artifacts/a/d.csv");
        var fetched = fetch(result, "a/d.csv");
        assertThat(fetched.text()).isEqualTo("x,y\n");
        assertThat(fetched.header("Content-Type")).startsWith("text/csv");
        assertThat(fetched.header("Content-Disposition")).startsWith("attachment");
        assertThat(fetched.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(artifact(result, "p.png").path("mime_type").asString()).isEqualTo("image/png");
    }

    @Test
    void aNameWithBlanksAndLettersOfTheWorldCanBeFetched() {
        var result = run("bash", "mkdir 'a b'; echo x > 'a b/dé+%.txt'");
        assertThat(artifact(result, "a b/dé+%.txt").path("uri").asString())
                .startsWith("run://" + id(result) + "/artifacts/a%20b/d%C3%A9");
        assertThat(fetch(result, "a%20b/d%C3%A9%2B%25.txt").text()).isEqualTo("x\n");
    }

    /** The same letters to the eye, one character or two to the disk. */
    @Test
    void filesWhoseNamesOnlyLookAlikeAreFetchedEachByItsOwnAddress() {
        var result =
                run(
                        "bash",
                        "echo composed > $'caf\\xc3\\xa9'; echo decomposed > $'cafe\\xcc\\x81'");
        String base = "run://" + id(result) + "/artifacts/";
        assertThat(Json.each(result.path("artifacts"), "uri"))
                .containsExactlyInAnyOrder(base + "caf%C3%A9", base + "cafe%CC%81");
        assertThat(fetch(result, "caf%C3%A9").text()).isEqualTo("composed\n");
        assertThat(fetch(result, "cafe%CC%81").text()).isEqualTo("decomposed\n");
    }

    @Test
    void aNameThatNoAnswerCanCarryDoesNoHarm() {
        var result = run("bash", "touch $'a\\nb' $'\\xff' plain; echo done");
        assertThat(result.path("stdout").asString()).isEqualTo("done\n");
        assertThat(Json.each(result.path("artifacts"), "path")).contains("plain");
    }

    @Test
    void aPageMadeByAStrangerMayDoNothingInABrowser() {
        var result = run("bash", "echo '<script>alert(1)</script>' > page.html");
        assertThat(fetch(result, "page.html").header("Content-Security-Policy"))
                .contains("sandbox")
                .contains("default-src 'none'");
    }

    @Test
    void whatWasNotLeftIsNotFound() {
        var result = run("bash", "echo x > there.txt");
        assertThat(fetch(result, "not-there.txt").status()).isEqualTo(404);
        assertThat(fetch(result, "..%2f..%2fadmin.token").status()).isEqualTo(404);
        assertThat(fetch(result, "%2e%2e/%2e%2e/%2e%2e/admin.token").status()).isEqualTo(404);
    }

    @Test
    void linksAndPipesAreNoArtifacts() {
        var result =
                run("bash", "ln -s /etc/passwd link; mkfifo pipe; ln -s / root; echo 1 > file.txt");
        assertThat(Json.each(result.path("artifacts"), "path")).containsExactly("file.txt");
    }

    @ParameterizedTest
    @EnumSource(Program.class)
    void aLongStreamIsCutInTheMiddleAndKeptWhole(Program program) {
        var result = run(program.language(), program.printsLong);
        String window = result.path("stdout").asString();
        assertThat(result.path("truncated").asBoolean()).isTrue();
        assertThat(result.path("stdout_bytes").asInt()).isEqualTo(350_000);
        assertThat(window).startsWith("000000\n000001\n").endsWith("049999\n");
        assertThat(window).containsPattern("\\[… \\d+ bytes omitted …]");
        assertThat(window.getBytes(UTF_8).length).isLessThanOrEqualTo(100 * 1024 + 64);
        long omitted = Long.parseLong(window.replaceAll("(?s).*\\[… (\\d+) bytes.*", "$1"));
        assertThat(omitted).isBetween(350_000L - 100 * 1024, 350_000L);
        var whole =
                StreamSupport.stream(result.path("artifacts").spliterator(), false)
                        .filter(each -> each.path("size").asInt() == 350_000)
                        .findFirst()
                        .orElseThrow();
        assertThat(fetch(result, whole.path("path").asString()).body()).hasSize(350_000);
    }

    @Test
    void theStoredRunShowsTheSameAsTheAnswer() {
        var result = run("python", "open('n.txt', 'w').write('1')\nprint('stored')");
        var stored = server.client().get("/api/v1/runs/" + id(result)).json();
        assertThat(stored.path("result")).isEqualTo(result);
        assertThat(stored.path("tool").asString()).isEqualTo("execute_code");
        assertThat(stored.path("outcome").asString()).isEqualTo("exited");
        assertThat(stored.path("language").asString()).isEqualTo("python");
        assertThat(Json.each(stored.path("artifacts"), "path")).containsExactly("n.txt");
    }

    private JsonNode run(String language, String code) {
        return server.client()
                .execute(Json.of(Map.of("language", language, "code", code, "timeout_seconds", 60)))
                .json();
    }

    private io.ultimatemcp.acceptance.machine.Reply fetch(JsonNode result, String path) {
        return server.client().get("/api/v1/runs/" + id(result) + "/artifacts/" + path);
    }

    private static String id(JsonNode result) {
        return result.path("id").asString();
    }

    private static JsonNode artifact(JsonNode result, String path) {
        return StreamSupport.stream(result.path("artifacts").spliterator(), false)
                .filter(each -> each.path("path").asString().equals(path))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + path + " in " + result));
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }
}
