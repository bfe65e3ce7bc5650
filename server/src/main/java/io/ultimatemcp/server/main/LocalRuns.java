package io.ultimatemcp.server.main;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.audit.AuditHead;
import io.ultimatemcp.ledger.audit.AuditVerdict;
import io.ultimatemcp.ledger.check.Damage;
import io.ultimatemcp.ledger.fault.LedgerException;
import io.ultimatemcp.protocol.feature.Cancel;
import io.ultimatemcp.server.cli.CommandFailure;
import io.ultimatemcp.server.cli.ExitCode;
import io.ultimatemcp.server.cli.RunDesk;
import io.ultimatemcp.server.rest.RunRoutes;
import io.ultimatemcp.server.retention.RetentionListener;
import io.ultimatemcp.server.retention.RunRetention;
import io.ultimatemcp.server.run.Door;
import io.ultimatemcp.server.run.RunRemoval;
import io.ultimatemcp.server.run.RunView;
import io.ultimatemcp.server.run.Runs;
import io.ultimatemcp.server.settings.Settings;
import io.ultimatemcp.server.tool.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** The stored runs of a data directory on this machine, by way of its server where one runs. */
final class LocalRuns implements RunDesk {
    private static final String RUNS = "/api/v1/runs";

    private final Settings settings;

    LocalRuns(Settings settings) {
        this.settings = settings;
    }

    @Override
    public ObjectNode list(Map<String, String> filter) {
        String query =
                filter.entrySet().stream()
                        .map(each ->
                                each.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                each.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        return server(client -> client.get(RUNS + "?" + query, Cancel.never()))
                .or(ledger -> RunRoutes.page(new Runs(() -> ledger), LocalPlatform.OWNER, filter));
    }

    @Override
    public ObjectNode show(String id) {
        return server(client -> client.get(path(id), Cancel.never()))
                .or(ledger -> RunView.of(new Runs(() -> ledger).find(LocalPlatform.OWNER, id)));
    }

    @Override
    public void remove(String id) {
        var _ =
                server(
                                client -> {
                                    client.delete(path(id), Cancel.never());
                                    return Json.MAPPER.createObjectNode();
                                })
                        .or(ledger -> {
                            // What runs in another process is not stored yet.
                            new RunRemoval(() -> ledger, _ -> false)
                                    .delete(LocalPlatform.OWNER, id, Door.CLI, null);
                            return Json.MAPPER.createObjectNode();
                        });
    }

    @Override
    public ObjectNode retain(boolean dryRun) {
        var body = Json.MAPPER.createObjectNode().put("dry_run", dryRun);
        return server(client -> client.post("/api/v1/retention", body, Cancel.never()))
                .or(ledger -> {
                    var retention =
                            new RunRetention(
                                    ledger,
                                    Ledgers.policy(settings.retention()),
                                    InstantSource.system(),
                                    RetentionListener.NONE);
                    return dryRun
                            ? retention.preview()
                            : RunRetention.view(retention.apply(LocalPlatform.OWNER.id(), null))
                                    .put("dry_run", false);
                });
    }

    /** Reads the disk of this machine, so it asks no server. */
    @Override
    public ObjectNode verify() {
        return here(ledger -> {
            var report = ledger.check().run();
            var told =
                    Json.MAPPER
                            .createObjectNode()
                            .put("contents", report.contents())
                            .put("bytes", report.bytes())
                            .put("damaged", report.damaged());
            var damages = told.putArray("damages");
            for (Damage damage : report.damages()) {
                damages.addObject()
                        .put("sha256", damage.sha256().hex())
                        .put("finding", damage.finding())
                        .set("runs", Json.MAPPER.valueToTree(damage.runs()));
            }
            var audit = told.putObject("audit");
            boolean intact =
                    switch (ledger.audit().verify(AuditHead.EMPTY)) {
                        case AuditVerdict.Intact(var head) -> {
                            audit.put("intact", true).put("entries", head.seq());
                            yield true;
                        }
                        case AuditVerdict.Broken(long seq, String finding) -> {
                            audit.put("intact", false)
                                    .put("seq", seq)
                                    .put("finding", "broken at " + seq + ": " + finding);
                            yield false;
                        }
                    };
            return told.put("whole", report.damaged() == 0 && intact);
        });
    }

    /** Asks the server where one runs, else the ledger itself. */
    private interface Question {
        ObjectNode or(Function<Ledger, ObjectNode> otherwise);
    }

    private Question server(Function<RestClient, ObjectNode> question) {
        return otherwise ->
                StateFile.client(settings.data().dir())
                        .map(question)
                        .orElseGet(() -> here(otherwise));
    }

    private ObjectNode here(Function<Ledger, ObjectNode> question) {
        DataDirectory.prepare(settings.data().dir());
        try (var ledger = Ledgers.open(settings)) {
            return question.apply(ledger);
        } catch (LedgerException e) {
            throw new CommandFailure(ExitCode.ENVIRONMENT, String.valueOf(e.getMessage()));
        }
    }

    private static String path(String id) {
        return RUNS + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
