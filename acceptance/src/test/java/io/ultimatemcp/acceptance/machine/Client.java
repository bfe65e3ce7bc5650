package io.ultimatemcp.acceptance.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Calls a server over HTTP/1.1, with a bearer token unless it is "". */
public final class Client implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;
    private final String token;

    Client(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    public Reply get(String path) {
        return send(request(path).GET());
    }

    /** Posts {@code body} as JSON, whatever it is. */
    public Reply post(String path, String body) {
        return send(json(path, body));
    }

    /** Gets without waiting for the answer. */
    public CompletableFuture<Reply> getting(String path) {
        return http.sendAsync(request(path).GET().build(), BodyHandlers.ofByteArray())
                .thenApply(Reply::of);
    }

    /** Posts without waiting for the answer. */
    public CompletableFuture<Reply> posting(String path, String body) {
        return http.sendAsync(json(path, body).build(), BodyHandlers.ofByteArray())
                .thenApply(Reply::of);
    }

    /** Calls {@code execute_code} and expects a result. */
    public Reply execute(String arguments) {
        var reply = post("/api/v1/tools/execute_code", arguments);
        if (reply.status() != 200) {
            throw new AssertionError("refused: " + reply);
        }
        return reply;
    }

    /** A request to fill in and send. */
    public HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE);
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    public Reply send(HttpRequest.Builder request) {
        try {
            return Reply.of(http.send(request.build(), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder json(String path, String body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    /** Breaks off what is under way. */
    @Override
    public void close() {
        http.shutdownNow();
    }
}
