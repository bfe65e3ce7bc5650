package io.ultimatemcp.server.main;

import io.ultimatemcp.ledger.fault.LedgerException;
import io.ultimatemcp.protocol.feature.Cancel;
import io.ultimatemcp.server.graph.MetricsView;
import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.project.ProjectionFailed;
import io.ultimatemcp.server.run.LedgerFaults;
import io.ultimatemcp.server.tool.Json;
import tools.jackson.databind.node.ObjectNode;

/** Makes the projection anew from the ledger. What was upserted stays. */
final class GraphRebuild {
    private final Workbench workbench;

    GraphRebuild(Workbench workbench) {
        this.workbench = workbench;
    }

    /** Blocks until it is done; throws {@link Refusal} when the graph went away meanwhile. */
    ObjectNode run(Cancel cancel) {
        long start = System.nanoTime();
        try {
            workbench.projector().rebuild(cancel);
        } catch (LedgerException away) {
            throw LedgerFaults.refusal(away);
        } catch (ProjectionFailed failed) {
            throw new Refusal(
                    Problem.retryLater(
                            ErrorCode.GRAPH_UNAVAILABLE,
                            failed.getMessage() + " The rest of the ledger follows by itself.",
                            failed.retryAfter()));
        }
        var metrics = MetricsView.of(workbench.knowledge().metrics(cancel));
        return Json.MAPPER
                .createObjectNode()
                .put("duration_seconds", (System.nanoTime() - start) / 1e9)
                .set("metrics", metrics);
    }
}
