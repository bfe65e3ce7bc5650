package io.ultimatemcp.server.rest;

import io.ultimatemcp.server.guard.access.Access;
import io.ultimatemcp.server.guard.access.Permission;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.retention.RunRetention;
import io.ultimatemcp.server.run.LedgerFaults;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Retention over REST, for admins: what is kept, and applying the bounds now. */
public final class RetentionRoutes {
    private static final String PATH = "/api/v1/retention";

    private final RunRetention retention;

    public RetentionRoutes(RunRetention retention) {
        this.retention = retention;
    }

    public List<Route> routes() {
        return List.of(
                new Route(Route.Method.GET, PATH, Route.Access.AUTHENTICATED, this::show),
                new Route(Route.Method.POST, PATH, Route.Access.AUTHENTICATED, this::apply));
    }

    private Reply show(Request request) {
        Access.require(request.caller(), Permission.SYSTEM_ADMIN);
        return Reply.json(LedgerFaults.ask(retention::view));
    }

    private Reply apply(Request request) {
        Access.require(request.caller(), Permission.SYSTEM_ADMIN);
        if (isDry(request)) {
            return Reply.json(LedgerFaults.ask(retention::preview));
        }
        var done = LedgerFaults.ask(() -> retention.apply(request.caller().id(), request.id()));
        return Reply.json(RunRetention.view(done).put("dry_run", false));
    }

    private static boolean isDry(Request request) {
        JsonNode body = JsonBody.options(request, "dry_run");
        JsonNode dry = body.path("dry_run");
        if (!dry.isMissingNode() && !dry.isBoolean()) {
            throw new Refusal(Problem.invalid("/dry_run", "must be true or false"));
        }
        return dry.asBoolean(false);
    }
}
