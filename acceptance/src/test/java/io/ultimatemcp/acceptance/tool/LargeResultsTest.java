package io.ultimatemcp.acceptance.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Client;
import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Reply;
import io.ultimatemcp.acceptance.machine.Server;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many results at once, each as large as one may be, are more than the heap of a server holds. */
final class LargeResultsTest {
    private static final int AT_ONCE = 12;
    private static final int FILE = 31 << 20;
    private static final String PROGRAM =
            """
            import os, sys
            open('/work/big', 'wb').write(os.urandom(%d))
            sys.stdout.write('o' * (8 << 20))
            sys.stderr.write('e' * (8 << 20))
            """
                    .formatted(FILE);

    @TempDir Path data;

    @Test
    void aServerTakesSendsAndRefusesThemAndLives() {
        try (var server = Server.start(data)) {
            Client client = server.client();
            String body = Json.of(Map.of("code", PROGRAM, "timeout_seconds", 60));
            List<Reply> replies = atOnce(() -> client.posting("/api/v1/tools/execute_code", body));
            assertThat(replies)
                    .allSatisfy(reply -> {
                        assertThat(reply.status()).describedAs(reply.text()).isEqualTo(200);
                        assertThat(reply.json().path("stdout_bytes").asInt()).isEqualTo(8 << 20);
                        assertThat(reply.json().path("truncated").asBoolean()).isTrue();
                    });
            String path =
                    "/api/v1/runs/%s/artifacts/big"
                            .formatted(replies.getFirst().json().path("id").asString());
            assertThat(atOnce(() -> client.getting(path)))
                    .allSatisfy(reply -> {
                        assertThat(reply.status()).isEqualTo(200);
                        assertThat(reply.body()).hasSize(FILE);
                    });
            String request = Json.of(Map.of("code", "#".repeat(3_900_000)));
            assertThat(atOnce(() -> client.posting("/api/v1/tools/execute_code", request)))
                    .extracting(Reply::status)
                    .isSubsetOf(Set.of(422, 503))
                    .contains(422);
            assertThat(client.execute("{\"code\":\"print(1)\"}").json().path("stdout").asString())
                    .isEqualTo("1\n");
        }
    }

    private static List<Reply> atOnce(Supplier<CompletableFuture<Reply>> request) {
        return Stream.generate(request).limit(AT_ONCE).toList().stream()
                .map(CompletableFuture::join)
                .toList();
    }
}
