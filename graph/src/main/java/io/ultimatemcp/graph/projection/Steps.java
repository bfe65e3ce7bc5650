package io.ultimatemcp.graph.projection;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neo4j.driver.Values;

/**
 * Runs as statements. Labels and types stand in the statements; everything that comes from a run is
 * a parameter.
 *
 * <p>Every statement merges, so a run that is projected twice is there once, and relationships to
 * runs or symbols that come later make a node to be filled then.
 */
final class Steps {
    private static final String UNWIND = "UNWIND $rows AS row\n";

    private Steps() {}

    static List<Step> of(List<RunProjection> runs) {
        var steps = new ArrayList<Step>();
        for (RunNode.Kind kind : RunNode.Kind.values()) {
            steps.add(runs(kind, runs));
        }
        steps.add(
                new Step(
                        UNWIND
                                + "MATCH (r:Run {id: row.run})\n"
                                + "MERGE (p:Principal {name: row.name}) SET p.key = 'principal:' + row.name\n"
                                + "MERGE (p)-[:STARTED]->(r)",
                        rows(
                                runs,
                                run ->
                                        run.principal().stream()
                                                .map(name -> row("run", id(run), "name", name)))));
        steps.add(
                new Step(
                        UNWIND
                                + "MATCH (r:Run {id: row.run})\n"
                                + "MERGE (o:Run {id: row.other}) ON CREATE SET o.key = 'run:' + row.other\n"
                                + "MERGE (r)-[:REPLAYS]->(o)",
                        rows(
                                runs,
                                run ->
                                        run.replays().stream()
                                                .map(other ->
                                                        row("run", id(run), "other", other)))));
        steps.addAll(CodeSteps.of(runs));
        steps.add(artifacts(runs));
        steps.addAll(FindingSteps.of(runs));
        return steps.stream().filter(step -> !step.rows().isEmpty()).toList();
    }

    private static Step runs(RunNode.Kind kind, List<RunProjection> runs) {
        String second = kind.label().isEmpty() ? "" : "\nSET r:" + kind.label();
        return new Step(
                UNWIND + "MERGE (r:Run {id: row.id}) SET r += row.properties" + second,
                rows(
                        runs.stream().filter(run -> run.run().kind() == kind).toList(),
                        run -> Stream.of(row("id", id(run), "properties", properties(run.run())))));
    }

    private static Map<String, Object> properties(RunNode run) {
        var properties = new HashMap<String, Object>(run.facts());
        properties.put("key", "run:" + run.id());
        properties.put("tool", run.tool());
        run.language().ifPresent(language -> properties.put("language", language));
        properties.put("outcome", run.outcome());
        properties.put("started_at", Values.value(run.startedAt().atZone(ZoneOffset.UTC)));
        properties.put("duration_ms", run.duration().toMillis());
        return properties;
    }

    private static Step artifacts(List<RunProjection> runs) {
        return new Step(
                UNWIND
                        + "MATCH (r:Run {id: row.run})\n"
                        + "MERGE (a:Artifact {key: row.key}) SET a += row.properties\n"
                        + "MERGE (r)-[:PRODUCED]->(a)",
                rows(
                        runs,
                        run ->
                                run.artifacts().stream()
                                        .map(artifact ->
                                                row(
                                                        "run", id(run),
                                                        "key",
                                                                "artifact:"
                                                                        + id(run)
                                                                        + ":"
                                                                        + artifact.path(),
                                                        "properties",
                                                                Map.of(
                                                                        "path", artifact.path(),
                                                                        "size", artifact.size(),
                                                                        "mime_type",
                                                                                artifact.mimeType(),
                                                                        "sha256",
                                                                                artifact
                                                                                        .sha256())))));
    }

    static String id(RunProjection run) {
        return run.run().id();
    }

    static Map<String, Object> row(Object... namesAndValues) {
        var row = new HashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return row;
    }

    static List<Map<String, Object>> rows(
            List<RunProjection> runs, Function<RunProjection, Stream<Map<String, Object>>> each) {
        return runs.stream().flatMap(each).toList();
    }

    /** Items with their place among their like, which is part of their key. */
    static <T> Stream<Map.Entry<Integer, T>> numbered(List<T> items) {
        return IntStream.range(0, items.size()).mapToObj(i -> Map.entry(i, items.get(i)));
    }
}
