package io.ultimatemcp.protocol.era;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.protocol.fixture.FixtureClient;
import io.ultimatemcp.protocol.fixture.FixtureServer;
import io.ultimatemcp.protocol.wire.Json;
import io.ultimatemcp.protocol.wire.Limits;
import io.ultimatemcp.protocol.wire.MessageReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of the versioning page, row by row: first the decision, then what a client sees. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EraTest {
    private static final String CLAIM =
            "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                    + "\"io.modelcontextprotocol/clientCapabilities\":{}}}";
    private static final String INIT =
            "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},"
                    + "\"clientInfo\":{\"name\":\"t\",\"version\":\"1\"}}";

    private final MessageReader reader = new MessageReader(Limits.defaults().requests());
    private FixtureServer server;

    @BeforeAll
    void start() {
        server = FixtureServer.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    request      | claim | 2026-07-28 | no  | Stateless
                    request      | claim | -          | no  | Stateless
                    request      | claim | 2025-11-25 | no  | Stateless
                    request      | claim | 2026-07-28 | yes | Stateless
                    request      | claim | -          | yes | Stateless
                    request      | none  | -          | no  | Stateful
                    request      | none  | 2025-06-18 | no  | Stateful
                    request      | none  | nonsense   | no  | Stateful
                    request      | none  | -          | yes | Stateful
                    request      | none  | 2025-11-25 | yes | Stateful
                    request      | none  | 2026-07-28 | yes | Stateful
                    request      | none  | 2026-07-28 | no  | Stateless
                    initialize   | none  | -          | no  | Stateful
                    initialize   | none  | 2025-11-25 | no  | Stateful
                    initialize   | none  | 2026-07-28 | no  | Refused
                    initialize   | claim | 2026-07-28 | no  | Stateless
                    initialize   | claim | -          | no  | Stateless
                    notification | claim | -          | no  | Stateless
                    notification | claim | -          | yes | Stateless
                    notification | none  | 2026-07-28 | no  | Stateless
                    notification | none  | 2025-11-25 | no  | Stateful
                    notification | none  | -          | yes | Stateful
                    response     | none  | -          | yes | Stateful
                    response     | none  | 2025-11-25 | yes | Stateful
                    response     | none  | 2026-07-28 | no  | Refused
                    batch        | none  | -          | yes | Stateful
                    batch        | claim | -          | yes | Refused
                    batch        | claim | 2026-07-28 | no  | Refused
                    empty        | none  | -          | no  | Refused
                    """)
    void decidesFromTheBody(
            String kind, String claim, @Nullable String version, String session, String era) {
        var message = reader.read(body(kind, claim).getBytes(StandardCharsets.UTF_8));
        assertThat(Era.of(message, version, session.equals("yes")).getClass().getSimpleName())
                .isEqualTo(era);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
                    request      | claim | 2026-07-28 | 200 | 0
                    request      | claim | -          | 400 | -32020
                    request      | claim | 2025-11-25 | 400 | -32020
                    request      | none  | 2026-07-28 | 400 | -32602
                    request      | none  | -          | 400 | -32000
                    request      | none  | 2025-11-25 | 400 | -32000
                    initialize   | claim | 2026-07-28 | 404 | -32601
                    initialize   | none  | 2026-07-28 | 400 | -32020
                    initialize   | none  | 2025-11-25 | 200 | 0
                    initialize   | none  | -          | 200 | 0
                    notification | claim | -          | 202 | -
                    notification | none  | 2026-07-28 | 202 | -
                    notification | none  | -          | 400 | -32000
                    response     | none  | 2026-07-28 | 400 | -32600
                    response     | none  | -          | 400 | -32000
                    batch        | claim | 2026-07-28 | 400 | -32600
                    batch        | none  | -          | 400 | -32000
                    empty        | none  | -          | 400 | -32600
                    """)
    void answersOverHttp(
            String kind, String claim, @Nullable String version, int status, @Nullable Integer code)
            throws IOException, InterruptedException {
        String method = kind.equals("initialize") ? "initialize" : "tools/list";
        var reply =
                new FixtureClient(server)
                        .post(
                                body(kind, claim),
                                "MCP-Protocol-Version",
                                version == null ? "" : version,
                                "Mcp-Method",
                                method);
        assertThat(reply.status()).isEqualTo(status);
        if (code == null) {
            assertThat(reply.body()).isEmpty();
        } else {
            assertThat(reply.code()).isEqualTo(code);
        }
    }

    private static String body(String kind, String claim) {
        boolean claims = claim.equals("claim");
        String list =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":"
                        + (claims ? CLAIM : "{}")
                        + "}";
        return switch (kind) {
            case "request" -> list;
            case "initialize" ->
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":"
                            + (claims ? CLAIM : INIT)
                            + "}";
            case "notification" ->
                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/x\",\"params\":"
                            + (claims ? CLAIM : "{}")
                            + "}";
            case "response" -> "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":" + Json.object() + "}";
            case "batch" -> "[" + list + "]";
            case "empty" -> "[]";
            default -> throw new IllegalArgumentException(kind);
        };
    }
}
