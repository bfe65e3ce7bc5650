package io.ultimatemcp.graph.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.graph.Graph;
import io.ultimatemcp.graph.TestGraph;
import io.ultimatemcp.graph.model.CancelSignal;
import io.ultimatemcp.graph.model.NodeWrite;
import io.ultimatemcp.graph.model.Upsert;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SearchTest {
    private final Graph graph = TestGraph.shared();

    @BeforeEach
    void writeTwoTexts() {
        TestGraph.done(
                graph.upsert(
                        new Upsert(
                                List.of(
                                        new NodeWrite(
                                                "search-1",
                                                List.of("Searched"),
                                                Map.of(
                                                        "text",
                                                        "a heron at the river",
                                                        "embedding",
                                                        List.of(1.0, 0.0, 0.0))),
                                        new NodeWrite(
                                                "search-2",
                                                List.of("Searched"),
                                                Map.of(
                                                        "text",
                                                        "a crane at the harbour",
                                                        "embedding",
                                                        List.of(0.0, 1.0, 0.0)))),
                                List.of()),
                        CancelSignal.NEVER));
    }

    @Test
    void textIsFoundByItsWords() {
        assertThat(
                        keys(
                                "CALL db.index.fulltext.queryNodes('graph_text', $q) YIELD node RETURN node.key AS k",
                                Map.of("q", "HERON")))
                .containsExactly("search-1");
    }

    @Test
    void theNearestEmbeddingComesFirst() {
        assertThat(
                        keys(
                                "CALL db.index.vector.queryNodes('graph_embedding', 1, $q) YIELD node RETURN node.key AS k",
                                Map.of("q", List.of(0.1, 0.9, 0.0))))
                .containsExactly("search-2");
    }

    private List<Object> keys(String cypher, Map<String, Object> parameters) {
        return TestGraph.done(TestGraph.ask(graph, cypher, parameters)).values().stream()
                .<Object>map(row -> String.valueOf(row.getFirst().plain()))
                .toList();
    }
}
