package io.ultimatemcp.server.run;

import io.ultimatemcp.ledger.run.Run;
import io.ultimatemcp.ledger.run.RunSummary;
import io.ultimatemcp.server.tool.Json;
import tools.jackson.databind.node.ObjectNode;

/** A stored run as JSON: what happened and how it came about, with the answer that was given. */
public final class RunView {
    private RunView() {}

    public static ObjectNode of(Run run) {
        var view = of(RunSummary.of(run));
        put(view, "request_id", run.requestId());
        put(view, "session_id", run.sessionId());
        view.put("arguments_sha256", run.arguments().toString());
        if (run.isolation() != null) {
            view.set("isolation", Json.OWN.readTree(run.isolation()));
        }
        view.set("provenance", Json.OWN.readTree(run.provenance()));
        view.set("result", Json.OWN.readTree(run.result()));
        var artifacts = view.putArray("artifacts");
        run.artifacts()
                .forEach(artifact ->
                        artifacts
                                .addObject()
                                .put("path", artifact.path())
                                .put("size", artifact.size())
                                .put("mime_type", artifact.mimeType())
                                .put("sha256", artifact.sha256().toString()));
        return view;
    }

    /** A run as a list shows it. */
    public static ObjectNode of(RunSummary run) {
        var view =
                Json.MAPPER
                        .createObjectNode()
                        .put("id", run.id())
                        .put("tool", run.tool())
                        .put("principal", run.principal())
                        .put("door", run.door())
                        .put("started_at", run.startedAt().toString())
                        .put("duration_seconds", run.duration().toNanos() / 1e9)
                        .put("outcome", run.outcome());
        put(view, "error_code", run.errorCode());
        put(view, "language", run.language());
        put(view, "code_sha256", run.code());
        put(view, "replays", run.replays());
        return view;
    }

    private static void put(
            ObjectNode view, String name, @org.jspecify.annotations.Nullable Object value) {
        if (value != null) {
            view.put(name, value.toString());
        }
    }
}
