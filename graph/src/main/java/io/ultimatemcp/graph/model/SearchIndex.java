package io.ultimatemcp.graph.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** An index that finds nodes by what their properties mean, asked from Cypher by its name. */
public sealed interface SearchIndex {
    /** More of them than this are not made: each costs every write. */
    int MOST = 32;

    /** What {@code db.index.*} procedures call it. */
    String name();

    /** Nodes with any of these labels are in it. */
    List<String> labels();

    /** The properties that it reads. */
    List<String> properties();

    /**
     * Finds words: {@code db.index.fulltext.queryNodes}.
     *
     * @param analyzer how texts become words, one that {@code
     *     db.index.fulltext.listAvailableAnalyzers} names; empty for the engine's usual one
     */
    record FullText(
            String name, List<String> labels, List<String> properties, Optional<String> analyzer)
            implements SearchIndex {
        /** Copies the lists. */
        public FullText {
            labels = List.copyOf(labels);
            properties = List.copyOf(properties);
        }
    }

    /**
     * Finds neighbours of an embedding: {@code db.index.vector.queryNodes}.
     *
     * @param dimensions the length of its embeddings; empty for any, each comparable with those of
     *     its own length
     */
    record Vector(
            String name,
            String label,
            String property,
            OptionalInt dimensions,
            Similarity similarity)
            implements SearchIndex {
        /** The engine's own limit. */
        public static final int MOST_DIMENSIONS = 4096;

        @Override
        public List<String> labels() {
            return List.of(label);
        }

        @Override
        public List<String> properties() {
            return List.of(property);
        }
    }

    /** What is near. */
    enum Similarity {
        COSINE,
        EUCLIDEAN;

        /** As Cypher writes it. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The one of this code, in any case; empty for an unknown one. */
        public static Optional<Similarity> of(String code) {
            for (Similarity each : values()) {
                if (each.code().equalsIgnoreCase(code)) {
                    return Optional.of(each);
                }
            }
            return Optional.empty();
        }
    }
}
