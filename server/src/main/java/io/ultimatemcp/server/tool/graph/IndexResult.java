package io.ultimatemcp.server.tool.graph;

import io.ultimatemcp.graph.model.SearchIndex;
import io.ultimatemcp.server.tool.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answer of {@code graph_index}. */
record IndexResult(
        @Field("Id of the stored run.") String id,
        @Field("The search indexes there are afterwards, by name.") List<Index> indexes) {

    /** A search index. */
    record Index(
            @Field("What db.index procedures call it.") String name,
            @Field("fulltext or vector.") IndexRequest.Kind kind,
            @Field("Labels whose nodes are in it.") List<String> labels,
            @Field("Properties that it reads.") List<String> properties,
            @Field("Length of its embeddings; absent for any.") @Nullable Integer dimensions,
            @Field("What is near, in a vector index.") SearchIndex.@Nullable Similarity similarity,
            @Field("How a fulltext index makes words.") @Nullable String analyzer) {
        static Index of(SearchIndex index) {
            return switch (index) {
                case SearchIndex.FullText text ->
                        new Index(
                                text.name(),
                                IndexRequest.Kind.FULLTEXT,
                                text.labels(),
                                text.properties(),
                                null,
                                null,
                                text.analyzer().orElse(null));
                case SearchIndex.Vector vector ->
                        new Index(
                                vector.name(),
                                IndexRequest.Kind.VECTOR,
                                vector.labels(),
                                vector.properties(),
                                vector.dimensions().isPresent()
                                        ? vector.dimensions().getAsInt()
                                        : null,
                                vector.similarity(),
                                null);
            };
        }
    }
}
