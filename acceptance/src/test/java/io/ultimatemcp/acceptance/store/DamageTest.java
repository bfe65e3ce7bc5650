package io.ultimatemcp.acceptance.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Command;
import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Reply;
import io.ultimatemcp.acceptance.machine.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stored bytes that somebody changed are never given out, and are found. */
final class DamageTest {
    @TempDir private Path data;

    @Test
    void wrongBytesAndMissingFilesAreToldAndNotAnswered() throws IOException {
        try (var server = Server.start(data)) {
            String changed = run(server, "a");
            String missing = run(server, "b");
            String sound = run(server, "c");
            Path file = file(server, changed);
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length - 1] ^= 1;
            Files.write(file, bytes);
            Files.delete(file(server, missing));
            for (String id : new String[] {changed, missing}) {
                assertDamaged(artifact(server, id, ""));
                assertDamaged(artifact(server, id, "bytes=0-9"));
                assertThat(server.client().get("/api/v1/runs/" + id).status())
                        .as("the run itself is whole")
                        .isEqualTo(200);
            }
            assertThat(artifact(server, sound, "").status()).isEqualTo(200);

            var told = verify();
            assertThat(told.status()).isEqualTo(1);
            var report = Json.read(told.out());
            assertThat(report.path("whole").asBoolean(true)).isFalse();
            assertThat(report.path("damaged").asInt()).isEqualTo(2);
            assertThat(report.path("damages").toString())
                    .contains(changed, missing)
                    .doesNotContain(sound);
            assertThat(told.err()).doesNotContain("\tat ");

            assertThat(command("runs", "rm", changed, missing).status()).isZero();
            assertThat(verify().status()).isZero();
        }
    }

    private static void assertDamaged(Reply reply) {
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.json().path("code").asString("")).isEqualTo("content_damaged");
        assertThat(reply.text()).contains("ledger verify").doesNotContain("/blobs/");
    }

    private static Reply artifact(Server server, String id, String range) {
        var request = server.client().request("/api/v1/runs/" + id + "/artifacts/big.txt").GET();
        return server.client().send(range.isEmpty() ? request : request.header("Range", range));
    }

    private Path file(Server server, String id) {
        String sha256 =
                server.client()
                        .get("/api/v1/runs/" + id)
                        .json()
                        .path("artifacts")
                        .path(0)
                        .path("sha256")
                        .asString("");
        return data.resolve("blobs").resolve(sha256.substring(0, 2)).resolve(sha256.substring(2));
    }

    private static String run(Server server, String letter) {
        return server.client()
                .execute(
                        Json.of(
                                Map.of(
                                        "language",
                                        "bash",
                                        "code",
                                        "head -c 300000 /dev/zero | tr '\\0' %s > big.txt"
                                                .formatted(letter),
                                        "timeout_seconds",
                                        60)))
                .json()
                .path("id")
                .asString();
    }

    private Command.Finished verify() {
        return command("ledger", "verify", "--json");
    }

    private Command.Finished command(String... words) {
        var all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--data", data.toString()));
        return Command.ultimateMcp(all.toArray(String[]::new)).run();
    }
}
