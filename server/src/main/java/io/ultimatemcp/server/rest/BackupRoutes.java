package io.ultimatemcp.server.rest;

import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.server.backup.Archive;
import io.ultimatemcp.server.guard.access.Access;
import io.ultimatemcp.server.guard.access.Permission;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.run.LedgerFaults;
import java.util.List;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/** Backups over REST, for admins: make one, list them. Restoring needs a server that is stopped. */
public final class BackupRoutes {
    private static final int MOST = 10_000;

    private final Archive archive;

    public BackupRoutes(Archive archive) {
        this.archive = archive;
    }

    public List<Route> routes() {
        return List.of(
                new Route(
                        Route.Method.GET,
                        "/api/v1/backups",
                        Route.Access.AUTHENTICATED,
                        this::list),
                new Route(
                        Route.Method.POST,
                        "/api/v1/backups",
                        Route.Access.AUTHENTICATED,
                        this::create));
    }

    private Reply list(Request request) {
        admin(request);
        return Reply.json(LedgerFaults.ask(archive::list));
    }

    private Reply create(Request request) {
        Caller caller = admin(request);
        JsonNode body = JsonBody.options(request, "graph", "keep");
        JsonNode graph = body.path("graph");
        if (!graph.isMissingNode() && !graph.isBoolean()) {
            throw invalid("graph", "must be true or false");
        }
        JsonNode keep = body.path("keep");
        boolean counts = keep.isInt() && keep.asInt() >= 1 && keep.asInt() <= MOST;
        if (!keep.isMissingNode() && !counts) {
            throw invalid("keep", "must be a whole number from 1 to " + MOST);
        }
        return Reply.json(
                201,
                LedgerFaults.ask(() ->
                        archive.create(
                                caller.id(),
                                graph.asBoolean(true),
                                counts ? OptionalInt.of(keep.asInt()) : OptionalInt.empty())));
    }

    private static Caller admin(Request request) {
        Access.require(request.caller(), Permission.SYSTEM_ADMIN);
        return request.caller();
    }

    private static Refusal invalid(String field, String message) {
        return new Refusal(Problem.invalid("/" + field, message));
    }
}
