package io.ultimatemcp.server.rest;

import io.ultimatemcp.server.tool.Json;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** Health for people and for probes. Public: it tells states, no data. */
public final class HealthRoutes {
    private final String version;
    private final Supplier<Health> health;
    private final InstantSource clock;

    public HealthRoutes(String version, Supplier<Health> health, InstantSource clock) {
        this.version = version;
        this.health = health;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                new Route(Route.Method.GET, "/health", Route.Access.PUBLIC, _ -> whole()),
                new Route(Route.Method.GET, "/health/live", Route.Access.PUBLIC, _ -> live()),
                new Route(Route.Method.GET, "/health/ready", Route.Access.PUBLIC, _ -> ready()));
    }

    private Reply whole() {
        var now = health.get();
        var body =
                Json.MAPPER
                        .createObjectNode()
                        .put("service", "ultimate-mcp")
                        .put("status", now.status())
                        .put("neo4j", now.graphAnswers())
                        .put("timestamp", clock.instant().toString())
                        .put("version", version);
        body.set("components", Json.MAPPER.valueToTree(now.components()));
        return Reply.json(now.ready() ? 200 : 503, body);
    }

    private static Reply live() {
        return Reply.json(Json.MAPPER.createObjectNode().put("status", "alive"));
    }

    private Reply ready() {
        boolean ready = health.get().ready();
        return Reply.json(
                ready ? 200 : 503,
                Json.MAPPER.createObjectNode().put("status", ready ? "ready" : "not ready"));
    }
}
