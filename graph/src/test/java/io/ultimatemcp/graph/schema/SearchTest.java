package io.ultimatemcp.graph.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.graph.Graph;
import io.ultimatemcp.graph.TestGraph;
import io.ultimatemcp.graph.model.CancelSignal;
import io.ultimatemcp.graph.model.Fault;
import io.ultimatemcp.graph.model.NodeWrite;
import io.ultimatemcp.graph.model.Problem;
import io.ultimatemcp.graph.model.SearchIndex;
import io.ultimatemcp.graph.model.SearchIndex.Similarity;
import io.ultimatemcp.graph.model.Upsert;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
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

    @Test
    void anIndexOfOnesOwnIsMadeOnceAndAskedAndDropped() {
        var text =
                new SearchIndex.FullText(
                        "own_words",
                        List.of("Searched", "odd `label"),
                        List.of("text", "odd \\u0060 name"),
                        Optional.of("english"));
        var vector =
                new SearchIndex.Vector(
                        "own_vectors",
                        "Searched",
                        "embedding",
                        OptionalInt.of(3),
                        Similarity.EUCLIDEAN);
        for (SearchIndex index : List.<SearchIndex>of(text, vector, text, vector)) {
            assertThat(TestGraph.done(graph.createSearchIndex(index, CancelSignal.NEVER)))
                    .isEqualTo(index);
        }
        assertThat(TestGraph.done(graph.searchIndexes(CancelSignal.NEVER)))
                .contains(text, vector)
                .extracting(SearchIndex::name)
                .contains("graph_text", "graph_embedding");
        assertThat(
                        keys(
                                "CALL db.index.fulltext.queryNodes('own_words', 'herons') YIELD node RETURN node.key AS k",
                                Map.of()))
                .containsExactly("search-1");
        assertThat(
                        keys(
                                "CALL db.index.vector.queryNodes('own_vectors', 1, $q) YIELD node RETURN node.key AS k",
                                Map.of("q", List.of(0.0, 2.0, 0.0))))
                .containsExactly("search-2");
        for (SearchIndex index : List.of(text, vector)) {
            TestGraph.done(graph.dropSearchIndex(index.name(), CancelSignal.NEVER));
            assertThat(
                            TestGraph.fault(graph.dropSearchIndex(index.name(), CancelSignal.NEVER))
                                    .message())
                    .contains("no such");
        }
    }

    @Test
    void anIndexThatCannotBeIsRefusedByItsField() {
        assertThat(pointers(vector("1bad`", "L", 3))).containsExactly("/name");
        assertThat(pointers(vector("good", " ", 5000))).containsExactly("/labels/0", "/dimensions");
        assertThat(pointers(vector("graph_text", "L", 3))).containsExactly("/name");
        assertThat(
                        pointers(
                                new SearchIndex.FullText(
                                        "good", List.of(), List.of("a"), Optional.of("x'y"))))
                .containsExactly("/labels", "/analyzer");
        assertThat(TestGraph.fault(graph.dropSearchIndex("graph_text", CancelSignal.NEVER)))
                .isInstanceOf(Fault.Invalid.class);
    }

    private List<String> pointers(SearchIndex index) {
        return switch (TestGraph.fault(graph.createSearchIndex(index, CancelSignal.NEVER))) {
            case Fault.Invalid(var problems) -> problems.stream().map(Problem::pointer).toList();
            case Fault other -> throw new AssertionError(other.toString());
        };
    }

    private static SearchIndex vector(String name, String label, int dimensions) {
        return new SearchIndex.Vector(
                name, label, "p", OptionalInt.of(dimensions), Similarity.COSINE);
    }

    private List<Object> keys(String cypher, Map<String, Object> parameters) {
        return TestGraph.done(TestGraph.ask(graph, cypher, parameters)).values().stream()
                .<Object>map(row -> String.valueOf(row.getFirst().plain()))
                .toList();
    }
}
