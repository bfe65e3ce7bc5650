package io.ultimatemcp.acceptance.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.ultimatemcp.acceptance.machine.Distribution;
import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The official Java SDK finds our tools and calls them. */
@ExtendWith(Shared.class)
final class JavaClientTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Server server;

    JavaClientTest(Server server) {
        this.server = server;
    }

    @Test
    void theJavaClientListsAndCallsOverHttp() {
        use(
                HttpClientStreamableHttpTransport.builder(server.url().toString())
                        .endpoint("/mcp")
                        .addHttpRequestCustomizer((request, method, uri, body, context) ->
                                request.header("Authorization", "Bearer " + server.token()))
                        .build());
    }

    @Test
    void theJavaClientListsAndCallsOverAPipe() {
        var command =
                ServerParameters.builder(Distribution.command())
                        .args("stdio", "--data", server.data().toString())
                        .build();
        use(new StdioClientTransport(command, McpJsonDefaults.getMapper()));
    }

    private static void use(McpClientTransport transport) {
        try (McpSyncClient client =
                McpClient.sync(transport)
                        .requestTimeout(PATIENCE)
                        .initializationTimeout(PATIENCE)
                        .build()) {
            client.initialize();
            assertThat(client.getServerInfo().name()).isEqualTo("ultimate-mcp");
            assertThat(client.listTools().tools())
                    .extracting(McpSchema.Tool::name)
                    .contains("execute_code");
            var result =
                    client.callTool(
                            McpSchema.CallToolRequest.builder("execute_code")
                                    .arguments(
                                            Map.of(
                                                    "code",
                                                    "print(6 * 7)",
                                                    "language",
                                                    "python",
                                                    "timeout_seconds",
                                                    60))
                                    .build());
            assertThat(result.isError()).isNotEqualTo(true);
            assertThat(result.structuredContent())
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsEntry("stdout", "42\n");
        }
    }
}
