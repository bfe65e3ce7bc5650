package io.ultimatemcp.acceptance.tool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.ultimatemcp.acceptance.machine.Command;
import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Reply;
import io.ultimatemcp.acceptance.machine.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that reach the hosts which the operator lists. */
final class EgressTest {
    @TempDir private Path data;
    @TempDir private Path names;
    private final HttpServer host;

    EgressTest() throws IOException {
        host = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @BeforeEach
    void open() {
        host.createContext(
                "/",
                exchange -> {
                    byte[] answer = "hello from the host".getBytes(UTF_8);
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        host.createContext(
                "/away",
                exchange -> {
                    exchange.getResponseHeaders().set("Location", "http://evil.example/");
                    exchange.sendResponseHeaders(302, -1);
                    exchange.close();
                });
        host.start();
    }

    @AfterEach
    void close() {
        host.stop(0);
    }

    @Test
    void withoutTheOperatorsListNoHostMayBeAskedFor() {
        try (var server = Server.start(data)) {
            assertRefused(ask(server, "python", "print(1)", "example.org"), "/allow_hosts");
            var result = server.client().execute(Json.of(Map.of("code", "print(1)"))).json();
            assertThat(result.path("isolation").path("network").asString()).isEqualTo("none");
            assertThat(result.has("network")).isFalse();
        }
    }

    @Test
    void listedHostsAreReachedAndNothingElse() throws IOException {
        String allowed = "allowed.example:" + port();
        try (var server = Server.start(command(allowed + ",*.example.org", "true"), data)) {
            String python =
                    "import urllib.request\nprint(urllib.request.urlopen('http://%s/').read().decode())"
                            .formatted(allowed);
            var result = ask(server, "python", python, allowed).json();
            assertThat(result.path("stdout").asString()).isEqualTo("hello from the host\n");
            assertThat(result.path("isolation").path("network").asString()).isEqualTo("proxy");
            assertPeer(result.path("network"), "allowed.example", "");
            var stored = server.client().get("/api/v1/runs/" + result.path("id").asString()).json();
            assertThat(stored.path("result").path("network")).isEqualTo(result.path("network"));

            String node =
                    "fetch('http://%s/').then(async r => console.log(await r.text()))"
                            .formatted(allowed);
            assertThat(ask(server, "javascript", node, allowed).json().path("stdout").asString())
                    .isEqualTo("hello from the host\n");

            var away = ask(server, "python", python.replace("/')", "/away')"), allowed).json();
            assertThat(away.path("stderr").asString()).contains("403");
            assertThat(away.path("network").path("peers").path(1).path("refused").asString())
                    .isEqualTo("not_allowed");

            assertThatTheServerIsOutOfReach(server, allowed);
            assertRefused(ask(server, "python", "1", "evil.example"), "/allow_hosts/0");
            assertRefused(ask(server, "python", "1", "example.org"), "/allow_hosts/0");
            assertRefused(inSession(server, allowed), "/allow_hosts");
            assertThatTheCommandLineMayAskToo(allowed, python);
        }
    }

    @Test
    void aListedNameThatLeadsToThisMachineIsRefused() throws IOException {
        String allowed = "allowed.example:" + port();
        try (var server = Server.start(command(allowed, "false"), data)) {
            String python =
                    "import urllib.request\nprint(urllib.request.urlopen('http://%s/').read().decode())"
                            .formatted(allowed);
            var result = ask(server, "python", python, allowed).json();
            assertThat(result.path("stderr").asString()).contains("403");
            assertPeer(result.path("network"), "allowed.example", "address_refused");
        }
    }

    private static void assertThatTheServerIsOutOfReach(Server server, String allowed) {
        String code =
                """
                import http.client, socket
                for host in ("127.0.0.1", "localhost", "allowed.example", "[::1]"):
                    c = http.client.HTTPConnection("127.0.0.1", 3128)
                    c.request("GET", f"http://{host}:%1$d/health")
                    print(c.getresponse().status in (400, 403))
                    c = socket.create_connection(("127.0.0.1", 3128))
                    c.sendall(f"CONNECT {host}:%1$d HTTP/1.1\\r\\n\\r\\n".encode())
                    print(c.recv(99).split()[1] in (b"400", b"403"))
                print(socket.socket().connect_ex(("127.0.0.1", %1$d)) != 0)
                """
                        .formatted(server.url().getPort());
        var result = ask(server, "python", code, allowed).json();
        assertThat(result.path("stdout").asString()).isEqualTo("True\n".repeat(9));
    }

    private void assertThatTheCommandLineMayAskToo(String allowed, String python) {
        var ended =
                Command.ultimateMcp(
                                "run",
                                "--data",
                                data.toString(),
                                "-l",
                                "python",
                                "--allow-host",
                                allowed,
                                "-c",
                                python)
                        .run();
        assertThat(ended.out()).isEqualTo("hello from the host\n");
    }

    private static void assertPeer(
            tools.jackson.databind.JsonNode network, String host, String refused) {
        assertThat(network.path("peers")).hasSize(1);
        assertThat(network.path("peers").path(0).path("host").asString()).isEqualTo(host);
        assertThat(network.path("peers").path(0).path("refused").asString("")).isEqualTo(refused);
    }

    private static void assertRefused(Reply reply, String pointer) {
        assertThat(reply.status()).isEqualTo(422);
        var error = reply.json().path("errors").path(0);
        assertThat(error.path("pointer").asString()).isEqualTo(pointer);
    }

    private static Reply inSession(Server server, String allowed) {
        return server.client()
                .post(
                        "/execute_code",
                        Json.of(
                                Map.of(
                                        "code",
                                        "1",
                                        "session",
                                        "s",
                                        "allow_hosts",
                                        List.of(allowed))));
    }

    private static Reply ask(Server server, String language, String code, String allowed) {
        var arguments =
                new HashMap<String, Object>(
                        Map.of("language", language, "code", code, "timeout_seconds", 30));
        arguments.put("allow_hosts", List.of(allowed));
        return server.client().post("/execute_code", Json.of(arguments));
    }

    /** A server whose Java finds names in a file of ours, so that no name leaves this machine. */
    private Command command(String hosts, String privateAddresses) throws IOException {
        Path file = names.resolve("hosts");
        Files.writeString(file, "127.0.0.1 localhost allowed.example evil.example\n");
        return Server.command(data)
                .with("JAVA_TOOL_OPTIONS", "-Djdk.net.hosts.file=" + file)
                .with("ULTIMATE_MCP_SANDBOX_EGRESS_HOSTS", hosts)
                .with("ULTIMATE_MCP_SANDBOX_EGRESS_PRIVATE_ADDRESSES", privateAddresses);
    }

    private int port() {
        return host.getAddress().getPort();
    }
}
