package io.ultimatemcp.graph.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.graph.Graph;
import io.ultimatemcp.graph.TestGraph;
import io.ultimatemcp.graph.model.CancelSignal;
import io.ultimatemcp.graph.model.NodeWrite;
import io.ultimatemcp.graph.model.RelationshipWrite;
import io.ultimatemcp.graph.model.Upsert;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ValueTypesTest {
    private final Graph graph = TestGraph.shared();

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("true", true),
                Arguments.of("9223372036854775807", Long.MAX_VALUE),
                Arguments.of("-9223372036854775808", Long.MIN_VALUE),
                Arguments.of("0.1", 0.1),
                Arguments.of("0.0/0.0", "NaN"),
                Arguments.of("1.0/0.0", "Infinity"),
                Arguments.of("-1.0/0.0", "-Infinity"),
                Arguments.of("'tëxt \\u2028'", "tëxt \u2028"),
                Arguments.of("[1, 'a', [true]]", List.of(1L, "a", List.of(true))),
                Arguments.of("{a: 1, b: {c: 'd'}}", Map.of("a", 1L, "b", Map.of("c", "d"))),
                Arguments.of("date('2026-02-28')", "2026-02-28"),
                Arguments.of("time('12:34:56.789+01:00')", "12:34:56.789+01:00"),
                Arguments.of("localtime('12:34:56')", "12:34:56"),
                Arguments.of(
                        "datetime('2026-02-28T12:34:56[Europe/Berlin]')",
                        "2026-02-28T12:34:56+01:00[Europe/Berlin]"),
                Arguments.of("datetime('2026-02-28T12:34:56Z')", "2026-02-28T12:34:56Z"),
                Arguments.of("localdatetime('2026-02-28T12:34:56')", "2026-02-28T12:34:56"),
                Arguments.of("duration('P1Y2M3DT4H5M6.7S')", "P1Y2M3DT4H5M6.7S"),
                Arguments.of("duration({seconds: -1, nanoseconds: 500000000})", "PT-0.5S"),
                Arguments.of("duration('PT0S')", "PT0S"),
                Arguments.of(
                        "point({x: 1, y: 2})",
                        Map.of(
                                "_type",
                                "point",
                                "type",
                                "Point",
                                "srid",
                                7203L,
                                "coordinates",
                                List.of(1.0, 2.0))),
                Arguments.of(
                        "point({longitude: 13.4, latitude: 52.5, height: 34})",
                        Map.of(
                                "_type",
                                "point",
                                "type",
                                "Point",
                                "srid",
                                4979L,
                                "coordinates",
                                List.of(13.4, 52.5, 34.0))));
    }

    @ParameterizedTest
    @MethodSource("values")
    void aValueOfCypherHasAPlainForm(String expression, Object plain) {
        assertThat(one("RETURN " + expression + " AS v")).isEqualTo(plain);
    }

    @Test
    void nullBytesAndVectorsHavePlainFormsToo() {
        assertThat(one("RETURN null AS v")).isNull();
        assertThat(
                        TestGraph.done(
                                        TestGraph.ask(
                                                graph,
                                                "RETURN $b AS v",
                                                Map.of("b", new byte[] {1, -1})))
                                .results()
                                .getFirst())
                .containsEntry("v", Map.of("_type", "bytes", "base64", "Af8="));
        assertThat(one("CYPHER 25 RETURN vector([1, 2], 2, INTEGER8) AS v"))
                .isEqualTo(
                        Map.of(
                                "_type",
                                "vector",
                                "element_type",
                                "int8",
                                "values",
                                List.of(1L, 2L)));
    }

    @Test
    void relationshipsAndPathsNameTheKeysOfTheirEnds() {
        TestGraph.done(
                graph.upsert(
                        new Upsert(
                                List.of(
                                        new NodeWrite("path-a", List.of("Stop"), Map.of()),
                                        new NodeWrite(
                                                "path-b", List.of("Stop"), Map.of("name", "B"))),
                                List.of(
                                        new RelationshipWrite(
                                                "path-a", "path-b", "LEADS", Map.of("km", 2)))),
                        CancelSignal.NEVER));
        var link =
                Map.of(
                        "_type", "relationship",
                        "type", "LEADS",
                        "start", "path-a",
                        "end", "path-b",
                        "properties", Map.of("km", 2L));

        assertThat(one("MATCH (:Stop)-[r:LEADS]->(:Stop) RETURN r AS v")).isEqualTo(link);
        assertThat(one("MATCH p = (:Stop {key: 'path-b'})<-[:LEADS]-() RETURN p AS v"))
                .isEqualTo(
                        Map.of(
                                "_type",
                                "path",
                                "length",
                                1L,
                                "nodes",
                                List.of(
                                        stop("path-b", Map.of("key", "path-b", "name", "B")),
                                        stop("path-a", Map.of("key", "path-a"))),
                                "relationships",
                                List.of(link)));
    }

    @Test
    void valuesOfParametersComeBackAsTheyWent() {
        var parameters = Map.<String, Object>of("p", Map.of("list", List.of(1L, 2.5, "x", true)));

        assertThat(TestGraph.done(TestGraph.ask(graph, "RETURN $p AS v", parameters)).results())
                .containsExactly(Map.of("v", Map.of("list", List.of(1L, 2.5, "x", true))));
    }

    private static Map<String, Object> stop(String key, Map<String, Object> properties) {
        return Map.of(
                "_type",
                "node",
                "key",
                key,
                "labels",
                List.of("GraphNode", "Stop"),
                "properties",
                properties);
    }

    private @Nullable Object one(String cypher) {
        return TestGraph.done(TestGraph.ask(graph, cypher, Map.of())).results().getFirst().get("v");
    }
}
