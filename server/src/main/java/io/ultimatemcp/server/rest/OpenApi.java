package io.ultimatemcp.server.rest;

import io.ultimatemcp.server.tool.Json;
import io.ultimatemcp.server.tool.ToolSpec;
import io.ultimatemcp.server.tool.Toolbox;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/** OpenAPI 3.1 made from the tools themselves. Built once. */
public final class OpenApi {
    private static final Map<Integer, String> REFUSALS =
            new TreeMap<>(
                    Map.of(
                            400, "The request is malformed",
                            401, "No valid bearer token",
                            403, "The caller lacks the permission",
                            404, "There is no such thing",
                            413, "The body is too large",
                            415, "The body is not JSON",
                            422, "An argument is invalid; errors[] points to it",
                            503,
                                    "Busy, or a part of the server is down; Retry-After says when to come back"));

    private final Reply document;

    public OpenApi(Toolbox tools, String version) {
        this.document = Reply.json(document(tools, version));
    }

    public List<Route> routes() {
        return List.of(
                new Route(Route.Method.GET, "/openapi.json", Route.Access.PUBLIC, _ -> document));
    }

    private static ObjectNode document(Toolbox tools, String version) {
        var root = Json.MAPPER.createObjectNode().put("openapi", "3.1.0");
        root.putObject("info")
                .put("title", "Ultimate MCP")
                .put("version", version)
                .put("description", "The tools over REST; POST /mcp offers the same over MCP.")
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("identifier", "Apache-2.0");
        root.putArray("security").addObject().putArray("bearer");
        var paths = root.putObject("paths");
        for (var spec : tools.specs()) {
            paths.putObject("/api/v1/tools/" + spec.name()).set("post", call(spec, spec.name()));
            paths.putObject("/" + spec.name())
                    .set("post", call(spec, spec.name() + "_by_first_path"));
        }
        get(paths, "/api/v1/tools", "list_tools", "The tools with their schemas", List.of());
        get(paths, "/api/v1/runs", "list_runs", "Stored runs, the newest first", List.of());
        get(paths, "/prompts", "list_prompts", "The working prompts", List.of());
        get(paths, "/prompts/{slug}", "get_prompt", "One working prompt", List.of("slug"));
        get(paths, "/api/v1/runs/{id}", "get_run", "A stored run", List.of("id"));
        delete(paths, "/api/v1/runs/{id}", "delete_run", "Delete a stored run", List.of("id"));
        get(
                paths,
                "/api/v1/runs/{id}/artifacts/{path}",
                "get_artifact",
                "A file that a run left",
                List.of("id", "path"));
        get(paths, "/api/v1/backups", "list_backups", "Backups, the newest first", List.of());
        operation(
                ((ObjectNode) paths.path("/api/v1/backups")).putObject("post"),
                "create_backup",
                "Make a backup",
                List.of(),
                201);
        get(
                paths,
                "/api/v1/retention",
                "get_retention",
                "How much is kept, how much there is, what went last",
                List.of());
        operation(
                ((ObjectNode) paths.path("/api/v1/retention")).putObject("post"),
                "apply_retention",
                "Forget what the bounds do not keep",
                List.of(),
                200);
        get(paths, "/api/v1/graph/metrics", "graph_metrics", "How much the graph holds", List.of());
        get(
                paths,
                "/api/v1/graph/schema",
                "graph_schema",
                "The kinds of nodes and relationships in the graph",
                List.of());
        operation(
                paths.putObject("/api/v1/graph/rebuild").putObject("post"),
                "rebuild_graph",
                "Make the projection of the runs anew",
                List.of(),
                200);
        get(paths, "/api/v1/doctor", "last_self_check", "The last self-check", List.of());
        operation(
                ((ObjectNode) paths.path("/api/v1/doctor")).putObject("post"),
                "examine",
                "Examine the machine and attack the sandbox; takes some seconds",
                List.of(),
                200);
        get(paths, "/api/v1/sessions", "list_own_sessions", "The caller's sessions", List.of());
        paths.putObject("/api/v1/sessions/{name}");
        delete(
                paths,
                "/api/v1/sessions/{name}",
                "close_own_session",
                "End a session of the caller",
                List.of("name"));
        get(
                paths,
                "/metrics",
                "metrics",
                "Metrics as text of Prometheus or OpenMetrics, the size of the graph as JSON",
                List.of());
        open(get(paths, "/health", "health", "State of the server and its parts", List.of()));
        open(get(paths, "/health/live", "live", "Whether the process lives", List.of()));
        open(get(paths, "/health/ready", "ready", "Whether the server serves", List.of()));
        components(root.putObject("components"));
        return root;
    }

    private static ObjectNode call(ToolSpec<?, ?> spec, String operation) {
        var post =
                Json.MAPPER
                        .createObjectNode()
                        .put("operationId", operation)
                        .put("summary", spec.title())
                        .put("description", spec.description());
        json(post.putObject("requestBody").put("required", true), spec.inputSchema());
        json(
                post.putObject("responses")
                        .putObject("200")
                        .put("description", "The result, stored as a run"),
                spec.outputSchema());
        refusals(post);
        return post;
    }

    private static ObjectNode get(
            ObjectNode paths, String path, String operation, String summary, List<String> names) {
        return operation(paths.putObject(path).putObject("get"), operation, summary, names, 200);
    }

    private static void delete(
            ObjectNode paths, String path, String operation, String summary, List<String> names) {
        var delete = ((ObjectNode) paths.path(path)).putObject("delete");
        operation(delete, operation, summary, names, 204);
        ((ObjectNode) delete.path("responses"))
                .putObject("409")
                .put("description", "It is still under way");
    }

    private static ObjectNode operation(
            ObjectNode into, String operation, String summary, List<String> names, int status) {
        into.put("operationId", operation).put("summary", summary);
        if (!names.isEmpty()) {
            var parameters = into.putArray("parameters");
            names.forEach(name ->
                    parameters
                            .addObject()
                            .put("name", name)
                            .put("in", "path")
                            .put("required", true)
                            .putObject("schema")
                            .put("type", "string"));
        }
        into.putObject("responses").putObject(Integer.toString(status)).put("description", summary);
        refusals(into);
        return into;
    }

    /** Needs no token. */
    private static void open(ObjectNode operation) {
        operation.putArray("security");
    }

    private static void json(ObjectNode holder, ObjectNode schema) {
        holder.putObject("content").putObject("application/json").set("schema", schema);
    }

    private static void refusals(ObjectNode operation) {
        var responses = (ObjectNode) operation.path("responses");
        REFUSALS.forEach((status, meaning) ->
                responses
                        .putObject(status.toString())
                        .put("description", meaning)
                        .putObject("content")
                        .putObject("application/problem+json")
                        .putObject("schema")
                        .put("$ref", "#/components/schemas/Problem"));
    }

    private static void components(ObjectNode components) {
        components
                .putObject("securitySchemes")
                .putObject("bearer")
                .put("type", "http")
                .put("scheme", "bearer");
        var problem = components.putObject("schemas").putObject("Problem").put("type", "object");
        var properties = problem.putObject("properties");
        List.of("type", "title", "detail", "code", "request_id")
                .forEach(name -> properties.putObject(name).put("type", "string"));
        properties.putObject("status").put("type", "integer");
        var error =
                properties
                        .putObject("errors")
                        .put("type", "array")
                        .putObject("items")
                        .put("type", "object");
        var parts = error.putObject("properties");
        parts.putObject("pointer").put("type", "string");
        parts.putObject("message").put("type", "string");
    }
}
