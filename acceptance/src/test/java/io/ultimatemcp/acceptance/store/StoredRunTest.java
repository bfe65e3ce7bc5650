package io.ultimatemcp.acceptance.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Reply;
import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A stored run: how it came about, who lists it, and its end. */
@ExtendWith(Shared.class)
final class StoredRunTest {
    private final Server server;

    StoredRunTest(Server server) {
        this.server = server;
    }

    @ParameterizedTest
    @CsvSource({"python, Python 3", "javascript, Node.js v", "bash, GNU bash 5"})
    void itTellsHowItCameAbout(String language, String interpreter) throws Exception {
        String code = language.equals("javascript") ? "console.log(1)" : "exit(0)";
        var arguments =
                Map.of("language", language, "code", code, "timeout_seconds", 20, "memory_mb", 200);
        var run = show(id(server.client().execute(Json.of(arguments)).json()));
        assertThat(run.path("principal").asString()).isEqualTo("admin");
        assertThat(run.path("door").asString()).isEqualTo("rest");
        assertThat(run.path("started_at").asString()).endsWith("Z");
        assertThat(run.path("duration_seconds").asDouble()).isPositive();
        assertThat(run.path("request_id").asString()).isNotBlank();
        assertThat(run.path("arguments_sha256").asString()).hasSize(64);
        assertThat(run.path("code_sha256").asString()).isEqualTo(sha256(code));
        assertThat(run.path("isolation").path("engine").asString()).isNotBlank();
        var provenance = run.path("provenance");
        assertThat(provenance.path("toolchain").path("language").asString()).isEqualTo(language);
        assertThat(provenance.path("toolchain").path("interpreter").asString())
                .startsWith(interpreter);
        assertThat(provenance.path("limits").path("wall_seconds").asInt()).isEqualTo(20);
        assertThat(provenance.path("limits").path("memory_bytes").asLong()).isEqualTo(200L << 20);
        assertThat(provenance.path("server").path("version").asString()).isNotBlank();
        assertThat(provenance.path("server").path("node").asString()).hasSize(36);
    }

    @Test
    void anAdminDeletesItForEver() {
        String id = id(bash("echo x > gone.txt"));
        var gone = delete(id);
        assertThat(gone.status()).isEqualTo(204);
        assertThat(gone.body()).isEmpty();
        assertThat(server.client().get("/api/v1/runs/" + id).status()).isEqualTo(404);
        assertThat(server.client().get("/api/v1/runs/" + id + "/artifacts/gone.txt").status())
                .isEqualTo(404);
        assertThat(delete(id).json().path("code").asString()).isEqualTo("not_found");
        assertThat(delete("no-run").status()).isEqualTo(404);
    }

    @Test
    void whatAnotherRunSharesStays() {
        String first = id(bash("echo shared > s.txt"));
        String second = id(bash("echo shared > s.txt"));
        assertThat(delete(first).status()).isEqualTo(204);
        assertThat(server.client().get("/api/v1/runs/" + second + "/artifacts/s.txt").text())
                .isEqualTo("shared\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "since=yesterday",
                "until=2026-13-01T00:00:00Z",
                "since=%2B1000000000-12-31T23:59:59Z",
                "code_sha256=12",
                "limit=0",
                "limit=many",
                "cursor=12",
                "tool=a%00b",
                "colour=red"
            })
    void aBadFilterIsRefusedByItsName(String query) {
        var reply = server.client().get("/api/v1/runs?" + query);
        assertThat(reply.status()).isEqualTo(422);
        assertThat(reply.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo("/" + query.substring(0, query.indexOf("=")));
    }

    private Reply delete(String id) {
        return server.client().send(server.client().request("/api/v1/runs/" + id).DELETE());
    }

    private JsonNode show(String id) {
        return server.client().get("/api/v1/runs/" + id).json();
    }

    private JsonNode bash(String code) {
        return server.client()
                .execute(Json.of(Map.of("language", "bash", "code", code, "timeout_seconds", 60)))
                .json();
    }

    private static String id(JsonNode result) {
        return result.path("id").asString();
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }
}
