package io.ultimatemcp.protocol.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.protocol.fixture.FixtureClient;
import io.ultimatemcp.protocol.fixture.FixtureServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What each revision sends and gets, to the byte. A file is a list of exchanges: {@code >>>} a
 * request (HTTP method, headers, blank line, body), {@code <<<} its answer (status, type, body).
 * Only what is random is masked. {@code TRANSCRIPTS_REWRITE=1} in the environment writes the
 * answers anew; read the difference before committing it.
 */
final class TranscriptTest {
    private static final Path FOLDER = Path.of("src/test/resources/transcripts");

    @ParameterizedTest
    @ValueSource(strings = {"2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26", "faults"})
    void isAsWritten(String name) throws IOException, InterruptedException {
        Path file = FOLDER.resolve(name + ".txt");
        String written = Files.readString(file);
        String played = play(written);
        if (System.getenv("TRANSCRIPTS_REWRITE") != null) {
            Files.writeString(file, played);
        }
        assertThat(played).isEqualTo(written);
    }

    private static String play(String transcript) throws IOException, InterruptedException {
        var out = new StringBuilder();
        try (FixtureServer server = FixtureServer.start(TranscriptCatalog.catalog())) {
            var client = new FixtureClient(server);
            String session = "";
            for (String exchange : transcript.split("(?m)^>>> ", -1)) {
                if (exchange.isBlank()) {
                    continue;
                }
                String request = exchange.split("(?m)^<<< ", 2)[0];
                FixtureClient.Reply reply = send(client, request, session);
                String began = reply.header("Mcp-Session-Id");
                session = began.isEmpty() ? session : began;
                out.append(">>> ").append(request).append(answer(reply));
            }
        }
        return out.toString();
    }

    private static FixtureClient.Reply send(FixtureClient client, String request, String session)
            throws IOException, InterruptedException {
        String[] parts = request.split("\n\n", 2);
        List<String> lines = parts[0].lines().toList();
        var headers = new ArrayList<String>();
        for (String line : lines.subList(1, lines.size())) {
            String[] header = line.split(": ", 2);
            headers.add(header[0]);
            headers.add(header[1].replace("{session}", session));
        }
        String[] flat = headers.toArray(String[]::new);
        return lines.getFirst().equals("POST")
                ? client.post(parts[1].strip(), flat)
                : client.send(lines.getFirst(), flat);
    }

    private static String answer(FixtureClient.Reply reply) {
        String body =
                reply.body()
                        .replaceAll("\"requestState\":\"[^\"]+\"", "\"requestState\":\"{sealed}\"");
        String type = reply.header("Content-Type");
        return "<<< "
                + reply.status()
                + (type.isEmpty() ? "" : " " + type)
                + "\n"
                + (body.isEmpty() ? "" : body.stripTrailing() + "\n")
                + "\n";
    }
}
