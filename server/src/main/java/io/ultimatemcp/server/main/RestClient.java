package io.ultimatemcp.server.main;

import io.ultimatemcp.protocol.feature.Cancel;
import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.FieldError;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.tool.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Speaks to a running server over its REST API, as its admin. Safe for any thread. */
final class RestClient {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int FIRST_ERROR = 300;

    private static final class Client {
        static final HttpClient HTTP =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .build();
    }

    private final URI server;
    private final String token;

    RestClient(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    /** The JSON object at a path; a problem becomes a refusal, here and below. */
    ObjectNode get(String path, Cancel cancel) {
        return json(to(path).GET(), cancel);
    }

    /** The JSON object that posting nothing gives. */
    ObjectNode post(String path, Cancel cancel) {
        return json(to(path).POST(HttpRequest.BodyPublishers.noBody()), cancel);
    }

    /** The JSON object that posting {@code body} gives. */
    ObjectNode post(String path, JsonNode body, Cancel cancel) {
        var bytes = HttpRequest.BodyPublishers.ofByteArray(Json.MAPPER.writeValueAsBytes(body));
        return json(to(path).header("Content-Type", "application/json").POST(bytes), cancel);
    }

    private static ObjectNode json(HttpRequest.Builder request, Cancel cancel) {
        var response = send(request.build(), cancel);
        if (response.statusCode() < FIRST_ERROR && parse(response) instanceof ObjectNode answer) {
            return answer;
        }
        throw new Refusal(problem(response));
    }

    /** Deletes what is at a path. */
    void delete(String path, Cancel cancel) {
        var response = send(to(path).DELETE().build(), cancel);
        if (response.statusCode() >= FIRST_ERROR) {
            throw new Refusal(problem(response));
        }
    }

    /** The bytes at a path. */
    byte[] bytes(String path, Cancel cancel) {
        var response = send(to(path).GET().build(), cancel);
        if (response.statusCode() >= FIRST_ERROR) {
            throw new Refusal(problem(response));
        }
        return response.body();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + token);
    }

    /** Closing the connection is what tells the server that nobody waits any more. */
    private static HttpResponse<byte[]> send(HttpRequest request, Cancel cancel) {
        var sent = Client.HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try (var _ = cancel.onCancel(() -> sent.cancel(true))) {
            return sent.join();
        } catch (CompletionException | CancellationException e) {
            throw new Refusal(
                    Problem.retryLater(
                            ErrorCode.BUSY,
                            "the server did not answer; is it stopping?",
                            Duration.ofSeconds(1)));
        }
    }

    private static @Nullable JsonNode parse(HttpResponse<byte[]> response) {
        try {
            return Json.OWN.readTree(response.body());
        } catch (JacksonException e) {
            return null;
        }
    }

    private static Problem problem(HttpResponse<byte[]> response) {
        var body = parse(response);
        if (body == null || !body.has("code")) {
            return Problem.of(
                    ErrorCode.INTERNAL_ERROR,
                    "the server answered " + response.statusCode() + " without a reason");
        }
        var errors =
                StreamSupport.stream(body.path("errors").spliterator(), false)
                        .map(each ->
                                new FieldError(
                                        each.path("pointer").asString(""),
                                        each.path("message").asString("")))
                        .toList();
        return new Problem(
                code(body.path("code").asString("")),
                body.path("detail").asString(""),
                errors,
                null);
    }

    private static ErrorCode code(String text) {
        return Arrays.stream(ErrorCode.values())
                .filter(each -> each.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElse(ErrorCode.INTERNAL_ERROR);
    }
}
