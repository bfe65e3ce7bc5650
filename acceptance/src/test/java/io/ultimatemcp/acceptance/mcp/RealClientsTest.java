package io.ultimatemcp.acceptance.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Command;
import io.ultimatemcp.acceptance.machine.Distribution;
import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The clients that people use find our tools and call them, over HTTP and over a pipe. */
@ExtendWith(Shared.class)
final class RealClientsTest {
    private static final String INSPECTOR =
            "node_modules/@modelcontextprotocol/inspector/clients/launcher/build/index.js";

    private final Server server;

    RealClientsTest(Server server) {
        this.server = server;
    }

    @BeforeAll
    static void installTheClients() throws IOException {
        NodeClients.install();
    }

    @ParameterizedTest
    @ValueSource(strings = {"sdk1", "legacy", "auto", "modern"})
    void theTypeScriptClientsListAndCallOverHttp(String kind) {
        use(kind, "http", server.url() + "/mcp", server.token());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sdk1", "legacy", "auto", "modern"})
    void theTypeScriptClientsListAndCallOverAPipe(String kind) {
        use(kind, "stdio", Distribution.command(), "stdio", "--data", server.data().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "auto", "modern"})
    void theInspectorFindsNoFaultInTheToolsOverHttp(String era) {
        var target =
                List.of(
                        "--server-url",
                        server.url() + "/mcp",
                        "--transport",
                        "http",
                        "--header",
                        "Authorization: Bearer " + server.token());
        inspect(era, target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "auto", "modern"})
    void theInspectorFindsNoFaultInTheToolsOverAPipe(String era) {
        inspect(era, List.of());
    }

    private static void use(String... arguments) {
        var ended = NodeClients.node("use.mjs", List.of(arguments)).run();
        assertThat(ended.status()).describedAs(ended.err()).isZero();
        var saw = Json.read(ended.out());
        assertThat(saw.path("server").asString()).isEqualTo("ultimate-mcp");
        assertThat(saw.path("tools").valueStream().map(JsonNode::asString))
                .contains("execute_code");
        assertThat(saw.path("stdout").asString()).isEqualTo("42\n");
        assertThat(saw.path("refused").asBoolean()).isTrue();
    }

    private void inspect(String era, List<String> target) {
        var listed = inspector(era, target, "--method", "tools/list", "--strict");
        assertThat(listed.status()).describedAs(listed.out() + listed.err()).isZero();
        assertThat(Json.each(Json.read(listed.out()).path("tools"), "name"))
                .contains("execute_code");
        var called =
                inspector(
                        era,
                        target,
                        "--method",
                        "tools/call",
                        "--tool-name",
                        "execute_code",
                        "--tool-arg",
                        "code=print(6 * 7)",
                        "language=python",
                        "timeout_seconds=60");
        assertThat(called.status()).describedAs(called.out() + called.err()).isZero();
        assertThat(Json.read(called.out()).path("structuredContent").path("stdout").asString())
                .isEqualTo("42\n");
    }

    private Command.Finished inspector(String era, List<String> target, String... flags) {
        var words = new ArrayList<>(List.of("--cli", "--protocol-era", era));
        words.addAll(target);
        words.addAll(List.of(flags));
        if (target.isEmpty()) {
            words.addAll(
                    List.of(
                            "--",
                            Distribution.command(),
                            "stdio",
                            "--data",
                            server.data().toString()));
        }
        return NodeClients.node(INSPECTOR, words).run();
    }
}
