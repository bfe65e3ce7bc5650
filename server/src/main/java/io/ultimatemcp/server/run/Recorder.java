package io.ultimatemcp.server.run;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.blob.Blob;
import io.ultimatemcp.ledger.blob.Sha256;
import io.ultimatemcp.ledger.fault.LedgerException;
import io.ultimatemcp.ledger.run.Artifact;
import io.ultimatemcp.ledger.run.Run;
import io.ultimatemcp.server.guard.access.Access;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.tool.Answer;
import io.ultimatemcp.server.tool.Call;
import io.ultimatemcp.server.tool.Hints;
import io.ultimatemcp.server.tool.Json;
import io.ultimatemcp.server.tool.ToolSpec;
import io.ultimatemcp.server.tool.Toolbox;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls tools of this process, for every door alike: checks the permission, runs the tool, and
 * stores the run durably before anybody hears of it. Safe for any thread.
 */
public final class Recorder implements ToolHost {
    private final Toolbox tools;
    private final Ledger ledger;
    private final InstantSource clock;
    private final Host host;
    private final RunListener listener;
    private final Running running = new Running();

    /**
     * A recorder of the calls of these tools.
     *
     * @param host stands in the provenance of every run
     */
    public Recorder(
            Toolbox tools, Ledger ledger, InstantSource clock, Host host, RunListener listener) {
        this.tools = tools;
        this.ledger = ledger;
        this.clock = clock;
        this.host = host;
        this.listener = listener;
    }

    @Override
    public Recorded call(String tool, ObjectNode arguments, Origin origin) {
        var spec = tools.spec(tool);
        long start = System.nanoTime();
        try {
            return call(spec, arguments, origin, start);
        } catch (Refusal refusal) {
            listener.refused(tool, origin.door(), refusal.problem().code(), since(start));
            throw refusal;
        }
    }

    private Recorded call(ToolSpec<?, ?> spec, ObjectNode arguments, Origin origin, long start) {
        String tool = spec.name();
        Access.require(origin.caller(), spec.permission());
        String id = origin.runId() == null ? ledger.newRunId() : origin.runId();
        var startedAt = clock.instant();
        try (var registered = running.enter(id, origin.cancel());
                var kept = new Call.Kept()) {
            var answer =
                    tools.call(
                            tool,
                            arguments,
                            new Call(
                                    id,
                                    origin.caller(),
                                    registered.cancel(),
                                    origin.progress(),
                                    kept));
            var result = Json.MAPPER.<ObjectNode>valueToTree(answer.result());
            var blobs = new ArrayList<Blob>();
            var run =
                    Run.builder(id, tool, origin.caller().id())
                            .door(origin.door().text())
                            .startedAt(startedAt)
                            .duration(Duration.between(startedAt, clock.instant()))
                            .outcome(answer.outcome())
                            .language(answer.language())
                            .requestId(origin.requestId())
                            .arguments(keep(Json.MAPPER.writeValueAsBytes(arguments), blobs))
                            .code(answer.code() == null ? null : keep(answer.code(), blobs))
                            .isolation(
                                    answer.isolation() == null
                                            ? null
                                            : answer.isolation().toString())
                            .provenance(provenance(answer))
                            .result(result.toString())
                            .artifacts(artifacts(answer, blobs))
                            .build();
            store(run, blobs, spec.hints());
            listener.stored(tool);
            listener.answered(tool, origin.door(), answer.outcome(), since(start));
            return new Recorded(id, result, answer.files());
        }
    }

    /**
     * Takes no more calls, waits for those that run, and cancels them when the time is over.
     *
     * @return whether all ended by themselves
     */
    public boolean drain(Duration grace) throws InterruptedException {
        return running.drain(grace);
    }

    /** Whether the call that becomes this run has not ended yet. */
    public boolean isRunning(String id) {
        return running.contains(id);
    }

    /** What changes something or runs something is said in the audit chain, in the same commit. */
    private void store(Run run, List<Blob> blobs, Hints hints) {
        try {
            if (hints.readOnly()) {
                ledger.record(run, blobs);
            } else {
                ledger.record(run, blobs, AuditEvents.ofRun(run));
            }
        } catch (LedgerException e) {
            var problem = LedgerFaults.refusal(e).problem();
            throw new Refusal(
                    new Problem(
                            problem.code(),
                            "the call ran but could not be stored: " + problem.detail(),
                            List.of(),
                            problem.retryAfter()));
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private String provenance(Answer<?> answer) {
        var provenance = answer.provenance();
        var whole = provenance == null ? Json.MAPPER.createObjectNode() : provenance.deepCopy();
        whole.set("server", host.view());
        return whole.toString();
    }

    private static Sha256 keep(byte[] content, List<Blob> blobs) {
        var blob = Blob.taking(content);
        blobs.add(blob);
        return blob.sha256();
    }

    private static List<Artifact> artifacts(Answer<?> answer, List<Blob> blobs) {
        return answer.files().stream()
                .map(file ->
                        new Artifact(
                                file.path(),
                                file.content().length,
                                file.mimeType(),
                                keep(file.content(), blobs)))
                .toList();
    }
}
