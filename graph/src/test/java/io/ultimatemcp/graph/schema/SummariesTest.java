package io.ultimatemcp.graph.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.graph.Graph;
import io.ultimatemcp.graph.TestGraph;
import io.ultimatemcp.graph.model.CancelSignal;
import io.ultimatemcp.graph.model.NodeWrite;
import io.ultimatemcp.graph.model.RelationshipWrite;
import io.ultimatemcp.graph.model.Upsert;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.summary.Plan;

class SummariesTest {
    private static final String ODD = "odd`\\u0060 label";

    private final Graph graph = TestGraph.shared();

    @BeforeEach
    void writeThreeNodes() {
        TestGraph.done(
                graph.upsert(
                        new Upsert(
                                List.of(
                                        new NodeWrite("sum-1", List.of("Summed"), Map.of("a", 1)),
                                        new NodeWrite(
                                                "sum-2", List.of("Summed", ODD), Map.of("a", "x")),
                                        new NodeWrite(
                                                "sum-3",
                                                List.of("Summed"),
                                                Map.of("list", List.of(0.5, 1.5)))),
                                List.of(
                                        new RelationshipWrite(
                                                "sum-1", "sum-2", "SUMS", Map.of("w", 0.5)),
                                        new RelationshipWrite("sum-1", "sum-3", "SUMS", Map.of()))),
                        CancelSignal.NEVER));
    }

    @Test
    void metricsCountNodesRelationshipsLabelsAndTypes() {
        var metrics = TestGraph.done(graph.metrics(CancelSignal.NEVER));

        assertThat(metrics.labels()).containsEntry("Summed", 3L).containsEntry(ODD, 1L);
        assertThat(metrics.relationshipTypes()).containsEntry("SUMS", 2L);
        assertThat(metrics.nodeCount()).isGreaterThanOrEqualTo(3);
        assertThat(metrics.averageDegree())
                .isEqualTo(2.0 * metrics.relationshipCount() / metrics.nodeCount());
    }

    @Test
    void nothingIsVisitedToBeCounted() throws IOException {
        String counting =
                Counts.counting(Counts.patterns(List.of("Summed", ODD), List.of("SUMS")), 0, 5);

        try (var driver =
                        GraphDatabase.driver(
                                "bolt://127.0.0.1:" + TestGraph.sharedPort(),
                                AuthTokens.basic("neo4j", TestGraph.sharedPassword()));
                var session = driver.session()) {
            var plan = session.run("EXPLAIN " + counting).consume().queryPlan().orElseThrow();
            assertThat(operators(plan).map(name -> name.substring(0, name.indexOf('@'))).distinct())
                    .containsExactlyInAnyOrder(
                            "ProduceResults",
                            "Union",
                            "Projection",
                            "NodeCountFromCountStore",
                            "RelationshipCountFromCountStore");
        }
    }

    private static Stream<String> operators(Plan plan) {
        return Stream.concat(
                Stream.of(plan.operatorType()),
                plan.children().stream().flatMap(SummariesTest::operators));
    }

    @Test
    void theSchemaNamesPropertiesPatternsAndIndexes() {
        var schema = TestGraph.done(graph.schema(CancelSignal.NEVER));

        assertThat(schema.labels())
                .filteredOn(label -> label.name().equals("Summed"))
                .singleElement()
                .satisfies(label -> {
                    assertThat(label.count()).isEqualTo(3);
                    assertThat(label.properties())
                            .containsEntry("a", "INTEGER | STRING")
                            .containsEntry("list", "LIST<FLOAT>")
                            .containsEntry("key", "STRING");
                });
        assertThat(schema.relationships())
                .filteredOn(relationship -> relationship.type().equals("SUMS"))
                .singleElement()
                .satisfies(relationship -> {
                    assertThat(relationship.count()).isEqualTo(2);
                    assertThat(relationship.patterns())
                            .contains("GraphNode:Summed -> GraphNode:Summed");
                    assertThat(relationship.properties()).containsEntry("w", "FLOAT");
                });
        assertThat(schema.indexes())
                .anySatisfy(index -> {
                    assertThat(index.on()).containsExactly("GraphNode");
                    assertThat(index.properties()).containsExactly("key");
                });
    }
}
