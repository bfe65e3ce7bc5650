package io.ultimatemcp.server.rest;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.run.Artifact;
import io.ultimatemcp.ledger.run.Run;
import io.ultimatemcp.ledger.run.RunIds;
import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.server.guard.access.Access;
import io.ultimatemcp.server.guard.access.Permission;
import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import java.util.List;
import java.util.Map;

/** The stored runs: one, and the files it left. Who is no admin sees the runs of nobody else. */
public final class RunRoutes {
    private static final int MAX_ARTIFACT_BYTES = 64 << 20;

    private final Ledger ledger;

    public RunRoutes(Ledger ledger) {
        this.ledger = ledger;
    }

    public List<Route> routes() {
        return List.of(
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

    private Reply show(Request request) {
        return Reply.json(RunView.of(find(request)));
    }

    private Reply artifact(Request request) {
        var run = find(request);
        String path = request.path("*");
        Artifact artifact =
                run.artifacts().stream()
                        .filter(each -> each.path().equals(path))
                        .findFirst()
                        .orElseThrow(() ->
                                notFound("run " + run.id() + " left no file \"" + path + "\""));
        byte[] content;
        try (var reader = ledger.blobs().open(artifact.sha256())) {
            content = reader.bytes(MAX_ARTIFACT_BYTES);
        }
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
                content);
    }

    private Run find(Request request) {
        Access.require(request.caller(), Permission.TOOLS_READ);
        String id = request.path("id");
        var refusal =
                notFound("no run \"" + (id.length() > 64 ? id.substring(0, 64) + "…" : id) + "\"");
        if (!RunIds.isRunId(id)) {
            throw refusal;
        }
        return ledger.run(id)
                .filter(run -> maySee(request.caller(), run))
                .orElseThrow(() -> refusal);
    }

    private static boolean maySee(Caller caller, Run run) {
        return run.principal().equals(caller.id()) || caller.may(Permission.SYSTEM_ADMIN.text());
    }

    private static Refusal notFound(String detail) {
        return new Refusal(Problem.of(ErrorCode.NOT_FOUND, detail));
    }
}
