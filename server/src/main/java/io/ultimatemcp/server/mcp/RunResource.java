package io.ultimatemcp.server.mcp;

import io.ultimatemcp.ledger.run.Artifact;
import io.ultimatemcp.ledger.run.RunFilter;
import io.ultimatemcp.ledger.run.RunSummary;
import io.ultimatemcp.protocol.feature.CacheHint;
import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.protocol.feature.Completion;
import io.ultimatemcp.protocol.feature.Exchange;
import io.ultimatemcp.protocol.feature.Outcome;
import io.ultimatemcp.protocol.feature.ResourceContents;
import io.ultimatemcp.protocol.feature.ResourceFeature;
import io.ultimatemcp.protocol.feature.ResourceTemplateFeature;
import io.ultimatemcp.protocol.wire.Fault;
import io.ultimatemcp.protocol.wire.FaultException;
import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.run.RunView;
import io.ultimatemcp.server.run.Runs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A stored run, or a file that it left, as a resource. What is stored never changes, so clients may
 * keep it.
 */
final class RunResource implements ResourceTemplateFeature {
    private static final CacheHint CACHE =
            new CacheHint(Duration.ofHours(1), CacheHint.Scope.PRIVATE);

    /** As Base64 in JSON it is copied some five times; REST sends files of any size. */
    private static final int MOST_BYTES = 8 << 20;

    private final Definition definition;
    private final Reader reader;
    private final Runs runs;

    /** What is read at a URI. */
    private interface Reader {
        ResourceContents read(String uri, Map<String, String> variables, Exchange exchange);
    }

    private RunResource(Definition definition, Reader reader, Runs runs) {
        this.definition = definition;
        this.reader = reader;
        this.runs = runs;
    }

    static List<ResourceTemplateFeature> all(Runs runs) {
        return List.of(
                new RunResource(
                        Definition.of(
                                "run://{id}",
                                "run",
                                "A stored run: what ran, how it ended, its result.",
                                "application/json"),
                        (uri, variables, exchange) -> run(runs, uri, variables, exchange),
                        runs),
                new RunResource(
                        Definition.of(
                                "run://{id}/artifacts/{+path}",
                                "artifact",
                                "A file that a run left behind.",
                                "application/octet-stream"),
                        (uri, variables, exchange) -> artifact(runs, uri, variables, exchange),
                        runs));
    }

    @Override
    public Definition definition() {
        return definition;
    }

    @Override
    public Outcome<ResourceFeature.Result> read(
            String uri, Map<String, String> variables, Exchange exchange) {
        try {
            var contents = reader.read(uri, variables, exchange);
            return Outcome.done(new ResourceFeature.Result(List.of(contents), CACHE));
        } catch (Refusal refusal) {
            if (refusal.problem().code() == ErrorCode.NOT_FOUND) {
                throw FaultException.resourceNotFound(uri);
            }
            if (refusal.problem().retryAfter() != null) {
                throw new FaultException(
                        new Fault.Busy(
                                refusal.problem().code().code()
                                        + ": "
                                        + refusal.problem().detail()));
            }
            throw refusal;
        }
    }

    /** The caller's newest runs, and the files of the run that was chosen. */
    @Override
    public Completion complete(
            String variable, String typed, Map<String, String> chosen, Caller caller) {
        try {
            return Completion.ofPrefix(proposals(variable, chosen, caller), typed);
        } catch (Refusal refusal) {
            return Completion.none(); // what a caller may not see is not proposed
        }
    }

    private List<String> proposals(String variable, Map<String, String> chosen, Caller caller) {
        return switch (variable) {
            case "id" ->
                    runs.list(caller, RunFilter.all(), null, Completion.MOST).items().stream()
                            .map(RunSummary::id)
                            .toList();
            case "path" ->
                    runs.find(caller, chosen.getOrDefault("id", "")).artifacts().stream()
                            .map(Artifact::path)
                            .toList();
            default -> List.of();
        };
    }

    private static ResourceContents run(
            Runs runs, String uri, Map<String, String> variables, Exchange exchange) {
        var run = runs.find(exchange.caller(), variables.getOrDefault("id", ""));
        return new ResourceContents.Text(uri, "application/json", RunView.of(run).toString());
    }

    private static ResourceContents artifact(
            Runs runs, String uri, Map<String, String> variables, Exchange exchange) {
        var run = runs.find(exchange.caller(), variables.getOrDefault("id", ""));
        var artifact = runs.artifact(run, variables.getOrDefault("path", ""));
        if (artifact.size() > MOST_BYTES) {
            throw new FaultException(
                    new Fault.InvalidParams(
                            "the file has %d bytes, a resource has %d at most; GET /api/v1/runs/%s/artifacts sends it"
                                    .formatted(artifact.size(), MOST_BYTES, run.id()),
                            null));
        }
        byte[] content = runs.content(artifact.sha256());
        return isText(artifact.mimeType())
                ? new ResourceContents.Text(
                        uri, artifact.mimeType(), new String(content, StandardCharsets.UTF_8))
                : new ResourceContents.Blob(
                        uri, artifact.mimeType(), Base64.getEncoder().encodeToString(content));
    }

    private static boolean isText(String mimeType) {
        return mimeType.startsWith("text/")
                || List.of(
                                "application/json",
                                "application/xml",
                                "application/yaml",
                                "application/jsonl")
                        .contains(mimeType);
    }
}
