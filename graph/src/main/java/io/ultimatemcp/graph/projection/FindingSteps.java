package io.ultimatemcp.graph.projection;

import static io.ultimatemcp.graph.projection.Steps.id;
import static io.ultimatemcp.graph.projection.Steps.numbered;
import static io.ultimatemcp.graph.projection.Steps.row;
import static io.ultimatemcp.graph.projection.Steps.rows;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a run found and which tests it ran. */
final class FindingSteps {
    private FindingSteps() {}

    static List<Step> of(List<RunProjection> runs) {
        return List.of(findings(runs), places(runs), testCases(runs), exercised(runs));
    }

    private static Step findings(List<RunProjection> runs) {
        return new Step(
                """
                UNWIND $rows AS row
                MATCH (r:Run {id: row.run})
                MERGE (f:Finding {key: row.key}) SET f += row.properties
                MERGE (r)-[:FOUND]->(f)
                """,
                rows(
                        runs,
                        run ->
                                numbered(run.findings())
                                        .map(finding ->
                                                row(
                                                        "run", id(run),
                                                        "key", key(run, finding.getKey()),
                                                        "properties",
                                                                properties(finding.getValue())))));
    }

    private static Map<String, Object> properties(FindingNode finding) {
        return Map.of(
                "rule", finding.rule(),
                "severity", finding.severity(),
                "message", finding.message(),
                "line", finding.line(),
                "column", finding.column(),
                "source", finding.source());
    }

    private static Step places(List<RunProjection> runs) {
        return new Step(
                """
                UNWIND $rows AS row
                MATCH (f:Finding {key: row.key})
                MATCH (s:Symbol {key: row.symbol})
                MERGE (f)-[:AT]->(s)
                """,
                rows(
                        runs,
                        run ->
                                numbered(run.findings())
                                        .flatMap(finding ->
                                                finding.getValue().symbol().stream()
                                                        .map(symbol ->
                                                                row(
                                                                        "key",
                                                                        key(run, finding.getKey()),
                                                                        "symbol",
                                                                        symbol)))));
    }

    private static Step testCases(List<RunProjection> runs) {
        return new Step(
                """
                UNWIND $rows AS row
                MATCH (r:Run {id: row.run})
                MERGE (t:TestCase {key: row.key}) SET t += row.properties
                MERGE (r)-[:RAN]->(t)
                """,
                rows(
                        runs,
                        run ->
                                numbered(run.testCases())
                                        .map(test ->
                                                row(
                                                        "run", id(run),
                                                        "key", testKey(run, test.getKey()),
                                                        "properties",
                                                                properties(test.getValue())))));
    }

    private static Map<String, Object> properties(TestCaseNode test) {
        Map<String, Object> properties =
                row(
                        "name", test.name(),
                        "line", test.line(),
                        "outcome", test.outcome(),
                        "duration_ms", test.duration().toMillis());
        test.file().ifPresent(file -> properties.put("file", file));
        return properties;
    }

    private static Step exercised(List<RunProjection> runs) {
        return new Step(
                """
                UNWIND $rows AS row
                MATCH (t:TestCase {key: row.key})
                MATCH (s:Symbol {key: row.symbol})
                MERGE (t)-[:EXERCISED]->(s)
                """,
                rows(
                        runs,
                        run ->
                                numbered(run.testCases())
                                        .flatMap(test ->
                                                exercised(
                                                        testKey(run, test.getKey()),
                                                        test.getValue()))));
    }

    private static Stream<Map<String, Object>> exercised(String key, TestCaseNode test) {
        return test.exercised().stream().map(symbol -> row("key", key, "symbol", symbol));
    }

    private static String key(RunProjection run, int number) {
        return "finding:" + id(run) + ":" + number;
    }

    private static String testKey(RunProjection run, int number) {
        return "test:" + id(run) + ":" + number;
    }
}
