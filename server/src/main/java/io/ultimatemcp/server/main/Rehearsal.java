package io.ultimatemcp.server.main;

import io.ultimatemcp.protocol.feature.Cancel;
import io.ultimatemcp.server.guard.identity.AdminToken;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.run.Door;
import io.ultimatemcp.server.run.Origin;
import io.ultimatemcp.server.settings.Settings;
import io.ultimatemcp.server.tool.Json;
import io.ultimatemcp.server.tool.Progress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Does once what a first minute of use does, so that the AOT cache (JEP 514) holds the classes of
 * every door. Its answers do not matter; what fails here fails for the user too, and is said there.
 */
final class Rehearsal {
    private static final List<String> MESSAGES =
            List.of(
                    """
                    {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
                    "capabilities":{},"clientInfo":{"name":"rehearsal","version":"1"}}}\
                    """,
                    """
                    {"jsonrpc":"2.0","method":"notifications/initialized"}\
                    """,
                    """
                    {"jsonrpc":"2.0","id":2,"method":"tools/list"}\
                    """,
                    """
                    {"jsonrpc":"2.0","id":3,"method":"server/discover","params":{"_meta":{\
                    "io.modelcontextprotocol/protocolVersion":"2026-07-28",\
                    "io.modelcontextprotocol/clientCapabilities":{}}}}\
                    """);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI server;
    private final String token;

    private Rehearsal(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    static void run(Settings settings) {
        // The other one first, for its classes.
        LogSetup.apply(settings.log(), settings.data().dir().resolve("server.log"));
        LogSetup.apply(settings.log());
        try (var process = ServerProcess.open(settings)) {
            var url = URI.create(process.url());
            process.announce(System.err);
            var rehearsal = new Rehearsal(url, AdminToken.ensure(settings.data().dir()));
            rehearsal.http();
            rehearsal.joined();
            stdio(settings);
        } catch (IOException e) {
            throw DataDirectory.unusable(settings.data().dir(), "its admin token cannot be read");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void http() throws IOException, InterruptedException {
        // The slowest first. At its end the engine leaves the archive that every graph engine of
        // this installation starts with.
        var graph =
                client.sendAsync(
                        post(
                                        "/api/v1/tools/graph_query",
                                        "{\"cypher\":\"MATCH (r:Run) RETURN r LIMIT 1\"}")
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        send(to("/health").GET());
        send(to("/metrics").GET());
        send(to("/openapi.json").GET());
        send(to("/api/v1/tools").GET());
        send(post("/api/v1/tools/execute_code", "{\"code\":\"print(1)\",\"language\":\"python\"}"));
        send(post("/api/v1/tools/execute_code", "{\"language\":1}"));
        for (String message : MESSAGES) {
            send(post("/mcp", message).header("Accept", "application/json, text/event-stream"));
            graph.join();
        }
    }

    private void joined() {
        var origin =
                new Origin(
                        LocalPlatform.OWNER, Door.CLI, null, null, Cancel.never(), Progress.NONE);
        var arguments =
                Json.MAPPER.createObjectNode().put("code", "echo 1").put("language", "bash");
        try {
            var _ =
                    new RemoteTools(new RestClient(server, token))
                            .call("execute_code", arguments, origin);
        } catch (Refusal refusal) {
            // A machine without a sandbox gets its cache all the same.
            System.err.println("rehearsal: " + refusal.problem().detail());
        }
    }

    private static void stdio(Settings settings) {
        var in =
                new ByteArrayInputStream(
                        String.join("\n", MESSAGES).getBytes(StandardCharsets.UTF_8));
        new LocalPlatform().stdio(settings, in, OutputStream.nullOutputStream());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder post(String path, String body) {
        return to(path).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    private void send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var _ = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
