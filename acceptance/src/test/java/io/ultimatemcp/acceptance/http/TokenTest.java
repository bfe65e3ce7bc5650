package io.ultimatemcp.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Client;
import io.ultimatemcp.acceptance.machine.Reply;
import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Nobody gets in without a token; who has one gets in everywhere. */
@ExtendWith(Shared.class)
final class TokenTest {
    private static final String GOOD =
            "{\"code\":\"echo 1\",\"language\":\"bash\",\"timeout_seconds\":60}";

    private final Server server;

    TokenTest(Server server) {
        this.server = server;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/execute_code",
                "/api/v1/tools",
                "/api/v1/tools/execute_code",
                "/api/v1/runs",
                "/api/v1/runs/x",
                "/api/v1/runs/x/artifacts/y",
                "/mcp",
                "/metrics",
                "/no/such/path",
            })
    void everyPathThatIsNotPublicAsksForAToken(String path) {
        try (var stranger = server.client("")) {
            for (Reply reply : new Reply[] {stranger.get(path), stranger.post(path, GOOD)}) {
                Problem.of(reply, 401, "unauthenticated");
                assertThat(reply.header("WWW-Authenticate"))
                        .startsWith("Bearer")
                        .doesNotContain("invalid_token");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/live", "/health/ready", "/openapi.json"})
    void whatIsPublicIsOpenToEverybody(String path) {
        try (var stranger = server.client("")) {
            var reply = stranger.get(path);
            assertThat(reply.status()).isEqualTo(200);
            Problem.assertSecure(reply);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer wrong",
                "Bearer",
                "Bearer TOKENx",
                "Bearer xTOKEN",
                "Bearer TOKEN,TOKEN",
                "Basic TOKEN",
                "Basic YWRtaW46YWRtaW4=",
                "TOKEN",
                "Bearer null",
            })
    void aWrongTokenIsRefusedAndSaidToBeInvalid(String authorization) {
        try (var stranger = server.client("")) {
            var reply =
                    stranger.send(
                            stranger.request("/api/v1/tools")
                                    .header(
                                            "Authorization",
                                            authorization.replace("TOKEN", server.token()))
                                    .GET());
            Problem.of(reply, 401, "unauthenticated");
            assertThat(reply.header("WWW-Authenticate")).contains("invalid_token");
            assertThat(reply.text()).doesNotContain(server.token());
        }
    }

    @Test
    void aTokenBeyondAllMeasureIsRefused() {
        try (var stranger = server.client("x".repeat(10_000))) {
            Problem.of(stranger.get("/api/v1/tools"), 401, "unauthenticated");
        }
    }

    @Test
    void aTokenInTheAddressIsNoToken() {
        try (var stranger = server.client("")) {
            String token = server.token();
            Problem.of(stranger.get("/api/v1/tools?token=" + token), 401, "unauthenticated");
            Problem.of(
                    stranger.post("/execute_code?access_token=" + token, GOOD),
                    401,
                    "unauthenticated");
        }
    }

    @Test
    void theSchemeIsReadWhateverItsCase() {
        try (var client = server.client("")) {
            var reply =
                    client.send(
                            client.request("/api/v1/tools")
                                    .header("Authorization", "bEARER " + server.token())
                                    .GET());
            assertThat(reply.status()).isEqualTo(200);
        }
    }

    @Test
    void theVariableOfTheOriginalPlatformSetsASecondToken(@TempDir Path data) {
        String token = "0123456789abcdefghijABCDEFGHIJ-_.~";
        var command = Server.command(data).with("AUTH_TOKEN", token);
        try (var own = Server.start(command, data);
                Client byVariable = own.client(token)) {
            assertThat(stdout(byVariable)).isEqualTo("1\n");
            assertThat(stdout(own.client())).isEqualTo("1\n");
            try (var stranger = own.client(token + "0")) {
                assertThat(stranger.get("/api/v1/tools").status()).isEqualTo(401);
            }
        }
    }

    private static String stdout(Client client) {
        JsonNode result = client.execute(GOOD).json();
        return result.path("stdout").asString();
    }
}
