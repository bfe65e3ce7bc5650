package io.ultimatemcp.server.rest;

import io.ultimatemcp.ledger.blob.Sha256;
import io.ultimatemcp.ledger.page.Page;
import io.ultimatemcp.ledger.run.RunFilter;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.run.RunView;
import io.ultimatemcp.server.run.Runs;
import io.ultimatemcp.server.tool.Json;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The stored runs over REST: lists, one, and the files it left. */
public final class RunRoutes {
    private static final int DEFAULT_LIMIT = 50;
    private static final Set<String> PARAMETERS =
            Set.of(
                    "tool",
                    "principal",
                    "outcome",
                    "language",
                    "since",
                    "until",
                    "code_sha256",
                    "cursor",
                    "limit");

    private final Runs runs;

    public RunRoutes(Runs runs) {
        this.runs = runs;
    }

    public List<Route> routes() {
        return List.of(
                new Route(Route.Method.GET, "/api/v1/runs", Route.Access.AUTHENTICATED, this::list),
                new Route(
                        Route.Method.GET,
                        "/api/v1/runs/:id",
                        Route.Access.AUTHENTICATED,
                        this::show),
                new Route(
                        Route.Method.GET,
                        "/api/v1/runs/:id/artifacts/*",
                        Route.Access.AUTHENTICATED,
                        this::artifact));
    }

    private Reply list(Request request) {
        var query = request.query();
        query.keySet().stream()
                .filter(name -> !PARAMETERS.contains(name))
                .findFirst()
                .ifPresent(name ->
                        refuse(
                                name,
                                "no such parameter; there are: "
                                        + PARAMETERS.stream().sorted().toList()));
        var page =
                runs.list(
                        request.caller(),
                        filter(query),
                        query.get("cursor"),
                        limit(query.get("limit")));
        var body = Json.MAPPER.createObjectNode();
        var list = body.putArray("runs");
        page.items().forEach(run -> list.add(RunView.of(run)));
        if (page.next() != null) {
            body.put("next_cursor", page.next());
        }
        return Reply.json(body);
    }

    private Reply show(Request request) {
        return Reply.json(RunView.of(runs.find(request.caller(), request.path("id"))));
    }

    private Reply artifact(Request request) {
        var run = runs.find(request.caller(), request.path("id"));
        var artifact = runs.artifact(run, request.path("*"));
        // A stranger's program made this: browsers must neither render nor sniff it.
        return new Reply(
                200,
                artifact.mimeType(),
                Map.of(
                        "Content-Disposition",
                        "attachment",
                        "Content-Security-Policy",
                        "default-src 'none'; sandbox; frame-ancestors 'none'",
                        "ETag",
                        "\"" + artifact.sha256() + "\""),
                runs.content(artifact.sha256()));
    }

    private static RunFilter filter(Map<String, String> query) {
        return RunFilter.all()
                .tool(query.get("tool"))
                .principal(query.get("principal"))
                .outcome(query.get("outcome"))
                .language(query.get("language"))
                .since(parsed(query, "since", Instant::parse))
                .until(parsed(query, "until", Instant::parse))
                .code(parsed(query, "code_sha256", Sha256::new));
    }

    private static <T> @Nullable T parsed(
            Map<String, String> query, String name, Function<String, T> parser) {
        String text = query.get(name);
        try {
            return text == null ? null : parser.apply(text);
        } catch (DateTimeParseException e) {
            throw refusal(name, "is not a time such as 2026-01-31T12:00:00Z");
        } catch (IllegalArgumentException e) {
            throw refusal(name, String.valueOf(e.getMessage()));
        }
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= Page.LARGEST) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            // Falls through to the same refusal.
        }
        throw refusal("limit", "must be a whole number from 1 to " + Page.LARGEST);
    }

    private static void refuse(String parameter, String message) {
        throw refusal(parameter, message);
    }

    private static Refusal refusal(String parameter, String message) {
        return new Refusal(Problem.invalid("/" + parameter, message));
    }
}
