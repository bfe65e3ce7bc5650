package io.ultimatemcp.server.retention;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.audit.AuditEvent;
import io.ultimatemcp.ledger.fault.LedgerException;
import io.ultimatemcp.ledger.retention.RetentionPolicy;
import io.ultimatemcp.ledger.retention.RetentionReport;
import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.tool.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Applies the operator's bounds to the ledger. Safe for any thread; one at a time over all nodes
 * that share the ledger. Calls block, and hold up no writer for longer than a small batch takes.
 */
public final class RunRetention {
    /** The note in the ledger with the last result, so that every node and every start knows it. */
    public static final String NOTE = "retention.last";

    private static final Logger LOG = LoggerFactory.getLogger(RunRetention.class);
    private static final String LEASE = "retention";

    /** Much longer than a step takes; renewed meanwhile, for a pass may take longer than this. */
    private static final Duration LIFE = Duration.ofMinutes(10);

    private static final Duration RENEWAL = Duration.ofMinutes(1);

    private final Ledger ledger;
    private final RetentionPolicy policy;
    private final InstantSource clock;
    private final String holder = UUID.randomUUID().toString();
    private final RetentionListener listener;

    public RunRetention(
            Ledger ledger,
            RetentionPolicy policy,
            InstantSource clock,
            RetentionListener listener) {
        this.ledger = ledger;
        this.policy = policy;
        this.clock = clock;
        this.listener = listener;
    }

    /**
     * Forgets what the bounds do not keep.
     *
     * @param actor who wants it, for the audit chain
     * @param requestId joins the audit entry with logs, null where there is none
     * @throws Refusal 409 while another one is under way, here or on another node
     * @throws io.ultimatemcp.ledger.fault.LedgerException when the ledger does not answer
     */
    public Forgetting apply(String actor, @Nullable String requestId) {
        var turn = new Turn(holder + Thread.currentThread().threadId());
        if (!turn.take()) {
            throw new Refusal(
                    Problem.of(ErrorCode.CONFLICT, "the bounds are being applied already"));
        }
        try {
            var at = clock.instant();
            RetentionReport report = applied(turn);
            var done = new Forgetting(at, Duration.between(at, clock.instant()), actor, report);
            String view = view(done).toString();
            ledger.notes().put(NOTE, view);
            if (report.runs() > 0) {
                ledger.audit()
                        .append(new AuditEvent(actor, "retention", null, "ok", requestId, view));
            }
            return done;
        } finally {
            turn.giveUp();
        }
    }

    /** What {@link #apply} would forget now: {@code dry_run, runs, bytes}. */
    public ObjectNode preview() {
        RetentionReport would = ledger.retention().preview(policy);
        return Json.MAPPER
                .createObjectNode()
                .put("dry_run", true)
                .put("runs", would.runs())
                .put("bytes", would.bytes());
    }

    private RetentionReport applied(Turn turn) {
        boolean whole = false;
        try {
            RetentionReport report = ledger.retention().apply(policy, turn::isStillOurs);
            whole = true;
            listener.applied(report);
            return report;
        } finally {
            if (!whole) {
                listener.failed();
            }
        }
    }

    /** {@code bounds, stored, last}: what is kept, how much there is, what went last. */
    public ObjectNode view() {
        var view = Json.MAPPER.createObjectNode();
        var bounds = view.putObject("bounds");
        bounds.put("max_age_seconds", policy.age() == null ? null : policy.age().toSeconds());
        bounds.put("max_runs", policy.runs());
        bounds.put("max_bytes", policy.bytes());
        bounds.put("grace_seconds", policy.grace().toSeconds());
        var stored = ledger.retention().stored();
        view.putObject("stored").put("runs", stored.runs()).put("bytes", stored.bytes());
        view.set("last", ledger.notes().get(NOTE).map(RunRetention::parse).orElse(null));
        return view;
    }

    /** {@code at, duration_seconds, actor, runs, bytes, files, outbox, tasks}. */
    public static ObjectNode view(Forgetting done) {
        return Json.MAPPER
                .createObjectNode()
                .put("at", done.at().toString())
                .put("duration_seconds", done.took().toNanos() / 1e9)
                .put("actor", done.actor())
                .put("runs", done.report().runs())
                .put("bytes", done.report().bytes())
                .put("files", done.report().files())
                .put("outbox", done.report().outbox())
                .put("tasks", done.report().tasks());
    }

    private static @Nullable JsonNode parse(String note) {
        try {
            return Json.OWN.readTree(note);
        } catch (JacksonException e) {
            return null;
        }
    }

    /**
     * Whose turn it is: two passes at the same time would count the same excess, and forget it
     * twice.
     */
    private final class Turn {
        private final String name;
        private Instant renewedAt = Instant.MIN;

        Turn(String name) {
            this.name = name;
        }

        boolean take() {
            renewedAt = clock.instant();
            return ledger.leases().take(LEASE, name, LIFE);
        }

        /** Renews the lease from time to time; false once somebody else has it. */
        boolean isStillOurs() {
            return clock.instant().isBefore(renewedAt.plus(RENEWAL)) || take();
        }

        void giveUp() {
            try {
                ledger.leases().release(LEASE, name);
            } catch (LedgerException e) {
                LOG.debug("the lease ends by itself: {}", e.getMessage());
            }
        }
    }
}
