package io.ultimatemcp.server.tool.graph;

import io.ultimatemcp.graph.model.SearchIndex;
import io.ultimatemcp.server.problem.FieldError;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.tool.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The arguments of {@code graph_index}. */
record IndexRequest(
        @Field(value = "What to do.", preset = "\"list\"") Action action,
        @Field(value = "Name of the index: letters, digits and _; not for list.", maxSize = 63)
                @Nullable String name,
        @Field("fulltext finds words, vector finds near embeddings; for create.")
                @Nullable Kind kind,
        @Field(
                        value = "Labels whose nodes are in it, one for a vector index; for create.",
                        maxSize = 16)
                @Nullable List<String> labels,
        @Field(
                        value = "Properties that it reads, one for a vector index; for create.",
                        maxSize = 16)
                @Nullable List<String> properties,
        @Field(
                        value = "Length of the embeddings; any length when left out.",
                        min = 1,
                        max = SearchIndex.Vector.MOST_DIMENSIONS)
                @Nullable Integer dimensions,
        @Field(value = "What is near, in a vector index.", preset = "\"cosine\"")
                SearchIndex.Similarity similarity,
        @Field(value = "How a fulltext index makes words of texts, such as english.", maxSize = 64)
                @Nullable String analyzer) {

    /** What to do. */
    enum Action {
        LIST,
        CREATE,
        DROP
    }

    /** Kinds of indexes. */
    enum Kind {
        FULLTEXT,
        VECTOR
    }

    /** Refused (422) by each field that listing does not heed. */
    void listing() {
        var errors = new ArrayList<FieldError>();
        unheeded(errors, "/name", name);
        unheededBesideTheName(errors);
        if (!errors.isEmpty()) {
            throw new Refusal(Problem.invalid(errors));
        }
    }

    /**
     * The name of the index to drop; refused (422) when there is none, and by each field that
     * dropping does not heed.
     */
    String named() {
        var errors = new ArrayList<FieldError>();
        if (name == null) {
            errors.add(new FieldError("/name", "is required to drop an index"));
        }
        unheededBesideTheName(errors);
        if (name == null || !errors.isEmpty()) {
            throw new Refusal(Problem.invalid(errors));
        }
        return name;
    }

    private void unheededBesideTheName(List<FieldError> errors) {
        unheeded(errors, "/kind", kind);
        unheeded(errors, "/labels", labels);
        unheeded(errors, "/properties", properties);
        unheeded(errors, "/dimensions", dimensions);
        unheeded(errors, "/analyzer", analyzer);
    }

    private void unheeded(List<FieldError> errors, String pointer, @Nullable Object value) {
        if (value != null) {
            errors.add(
                    new FieldError(
                            pointer,
                            "does not belong to the action %s; leave it out"
                                    .formatted(action.name().toLowerCase(Locale.ROOT))));
        }
    }

    /** The index to create; refused (422) by each field that is missing or does not belong. */
    SearchIndex index() {
        var errors = new ArrayList<FieldError>();
        missing(errors, "/name", name);
        missing(errors, "/kind", kind);
        missing(errors, "/labels", labels);
        missing(errors, "/properties", properties);
        if (kind == Kind.VECTOR) {
            single(errors, "/labels", labels);
            single(errors, "/properties", properties);
        }
        unwanted(errors, "/analyzer", analyzer, Kind.VECTOR);
        unwanted(errors, "/dimensions", dimensions, Kind.FULLTEXT);
        if (name == null
                || kind == null
                || labels == null
                || properties == null
                || !errors.isEmpty()) {
            throw new Refusal(Problem.invalid(errors));
        }
        return switch (kind) {
            case FULLTEXT ->
                    new SearchIndex.FullText(
                            name, labels, properties, Optional.ofNullable(analyzer));
            case VECTOR ->
                    new SearchIndex.Vector(
                            name,
                            labels.getFirst(),
                            properties.getFirst(),
                            dimensions == null ? OptionalInt.empty() : OptionalInt.of(dimensions),
                            similarity);
        };
    }

    private static void missing(List<FieldError> errors, String pointer, @Nullable Object value) {
        if (value == null) {
            errors.add(new FieldError(pointer, "is required to create an index"));
        }
    }

    private static void single(
            List<FieldError> errors, String pointer, @Nullable List<String> names) {
        if (names != null && names.size() != 1) {
            errors.add(new FieldError(pointer, "must have one name for a vector index"));
        }
    }

    private void unwanted(
            List<FieldError> errors, String pointer, @Nullable Object value, Kind where) {
        if (value != null && kind == where) {
            errors.add(
                    new FieldError(
                            pointer,
                            "does not belong to a %s index"
                                    .formatted(where == Kind.VECTOR ? "vector" : "fulltext")));
        }
    }
}
