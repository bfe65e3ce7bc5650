package io.ultimatemcp.server.tool.box;

import io.ultimatemcp.sandbox.Isolation;
import io.ultimatemcp.server.tool.Json;
import java.time.Duration;
import tools.jackson.databind.node.ObjectNode;

/** The isolation of a run, as results and the health page show it. */
public final class IsolationView {
    private IsolationView() {}

    /** Around one run, with the time it was given: its own wish or the limit of the role. */
    public static ObjectNode of(Isolation isolation, Duration timeout) {
        return of(isolation).put("timeout_seconds", timeout.toMillis() / 1e3);
    }

    /** What stands around any run here. */
    public static ObjectNode of(Isolation isolation) {
        var view =
                Json.MAPPER
                        .createObjectNode()
                        .put("engine", isolation.engine())
                        .put("engine_version", isolation.version())
                        .put("tier", isolation.tier())
                        .put("network", isolation.network())
                        .put("seccomp", isolation.seccomp())
                        .put("memory_limit_mb", isolation.memoryLimit() >> 20)
                        .put("memory_limited_by", isolation.memory().code())
                        .put("process_limit", isolation.processLimit())
                        .put("processes_limited_by", isolation.processes().code())
                        .put("host_user", isolation.hostUser());
        view.set("namespaces", Json.MAPPER.valueToTree(isolation.namespaces()));
        if (!isolation.gaps().isEmpty()) {
            view.set("gaps", Json.MAPPER.valueToTree(isolation.gaps()));
        }
        return view;
    }
}
