package io.ultimatemcp.server.run;

import io.ultimatemcp.ledger.audit.AuditEvent;
import io.ultimatemcp.ledger.run.Run;
import io.ultimatemcp.server.tool.Json;
import org.jspecify.annotations.Nullable;

/** How the audit chain names what happens to runs. Arguments and results stay in the run. */
final class AuditEvents {
    private AuditEvents() {}

    static AuditEvent ofRun(Run run) {
        return new AuditEvent(
                run.principal(),
                "tool." + run.tool(),
                run.id(),
                run.outcome(),
                run.requestId(),
                door(run.door()));
    }

    static AuditEvent ofRemoval(String actor, String run, Door door, @Nullable String requestId) {
        return new AuditEvent(actor, "run.delete", run, "ok", requestId, door(door.text()));
    }

    private static String door(String door) {
        return Json.MAPPER.createObjectNode().put("door", door).toString();
    }
}
