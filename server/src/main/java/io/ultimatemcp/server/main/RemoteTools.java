package io.ultimatemcp.server.main;

import io.ultimatemcp.protocol.feature.Cancel;
import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.FieldError;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.run.Origin;
import io.ultimatemcp.server.run.Recorded;
import io.ultimatemcp.server.run.ToolHost;
import io.ultimatemcp.server.tool.Json;
import io.ultimatemcp.server.tool.KeptFile;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The tools of a running server, called over its REST API as its admin. */
final class RemoteTools implements ToolHost {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int MAX_IMAGE_BYTES = 1 << 20;

    private static final class Client {
        static final HttpClient HTTP =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .build();
    }

    private final URI server;
    private final String token;

    RemoteTools(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    @Override
    public Recorded call(String tool, ObjectNode arguments, Origin origin) {
        var request =
                to("/api/v1/tools/" + tool)
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofByteArray(
                                        Json.MAPPER.writeValueAsBytes(arguments)))
                        .build();
        var response = send(request, origin.cancel());
        if (response.statusCode() == 200 && parse(response) instanceof ObjectNode result) {
            return new Recorded(result.path("id").asString(""), result, images(result, origin));
        }
        throw new Refusal(problem(response));
    }

    /** The JSON at a path. */
    ObjectNode get(String path, Cancel cancel) {
        return json(to(path).GET(), cancel);
    }

    /** The JSON that posting nothing to a path gives. */
    ObjectNode post(String path, Cancel cancel) {
        return json(to(path).POST(HttpRequest.BodyPublishers.noBody()), cancel);
    }

    private ObjectNode json(HttpRequest.Builder request, Cancel cancel) {
        var response = send(request.build(), cancel);
        if (response.statusCode() == 200 && parse(response) instanceof ObjectNode answer) {
            return answer;
        }
        throw new Refusal(problem(response));
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

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + token);
    }

    private List<KeptFile> images(ObjectNode result, Origin origin) {
        var images = new ArrayList<KeptFile>();
        for (JsonNode artifact : result.path("artifacts")) {
            boolean small = artifact.path("size").asLong(Long.MAX_VALUE) <= MAX_IMAGE_BYTES;
            if (small && artifact.path("mime_type").asString("").startsWith("image/")) {
                images.add(fetch(result.path("id").asString(""), artifact, origin));
            }
        }
        return images;
    }

    private KeptFile fetch(String run, JsonNode artifact, Origin origin) {
        String path = artifact.path("path").asString("");
        String encoded =
                Arrays.stream(path.split("/"))
                        .map(part ->
                                URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                        .collect(Collectors.joining("/"));
        var response =
                send(
                        to("/api/v1/runs/" + run + "/artifacts/" + encoded).GET().build(),
                        origin.cancel());
        if (response.statusCode() != 200) {
            throw new Refusal(problem(response));
        }
        return KeptFile.of(path, response.body());
    }

    private static @Nullable JsonNode parse(HttpResponse<byte[]> response) {
        try {
            return Json.MAPPER.readTree(response.body());
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
