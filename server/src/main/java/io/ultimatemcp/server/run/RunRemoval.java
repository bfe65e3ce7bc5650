package io.ultimatemcp.server.run;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.run.RunIds;
import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.server.guard.access.Access;
import io.ultimatemcp.server.guard.access.Permission;
import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Deletes stored runs for admins: the run, the contents that no other run refers to, and by way of
 * the outbox what other stores know of it. Says so in the audit chain.
 */
public final class RunRemoval {
    private final Supplier<Ledger> ledger;
    private final Predicate<String> isRunning;

    /**
     * Deletes from the ledger that {@code ledger} gives, asked for at the first use.
     *
     * @param isRunning whether the call that becomes this run is still under way here
     */
    public RunRemoval(Supplier<Ledger> ledger, Predicate<String> isRunning) {
        this.ledger = ledger;
        this.isRunning = isRunning;
    }

    /**
     * Deletes one run.
     *
     * @param requestId joins the audit entry with logs, null where the door has none
     * @throws Refusal 403 without {@code system:admin}, 404 when there is none, 409 when it has not
     *     ended yet
     */
    public void delete(Caller caller, String id, Door door, @Nullable String requestId) {
        Access.require(caller, Permission.SYSTEM_ADMIN);
        if (isRunning.test(id)) {
            throw new Refusal(
                    Problem.of(
                            ErrorCode.CONFLICT,
                            "run " + id + " is still under way; delete it when it has ended"));
        }
        var event = AuditEvents.ofRemoval(caller.id(), id, door, requestId);
        if (!RunIds.isRunId(id) || !LedgerFaults.ask(() -> ledger.get().delete(id, event))) {
            throw Runs.noSuchRun(id);
        }
    }
}
