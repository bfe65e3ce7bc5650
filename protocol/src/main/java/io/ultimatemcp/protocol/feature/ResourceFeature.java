package io.ultimatemcp.protocol.feature;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A resource with a fixed URI. Thread-safe; blocking is fine. */
public interface ResourceFeature {

    /**
     * How the resource is listed.
     *
     * @param size bytes, or null when unknown
     */
    record Definition(
            String uri,
            String name,
            @Nullable String title,
            @Nullable String description,
            @Nullable String mimeType,
            @Nullable Long size,
            @Nullable Annotations annotations,
            List<Icon> icons,
            @Nullable ObjectNode meta) {
        public Definition {
            icons = List.copyOf(icons);
        }

        /** Without title, size, annotations, icons and meta. */
        public static Definition of(String uri, String name, String description, String mimeType) {
            return new Definition(
                    uri, name, null, description, mimeType, null, null, List.of(), null);
        }
    }

    /** What reading gives: at least one content, and how long it may be kept. */
    record Result(List<ResourceContents> contents, CacheHint cache) {
        public Result {
            contents = List.copyOf(contents);
        }

        /** Content nobody keeps. */
        public static Result live(ResourceContents contents) {
            return new Result(List.of(contents), CacheHint.NONE);
        }
    }

    Definition definition();

    default boolean visibleTo(Caller caller) {
        return true;
    }

    Outcome<Result> read(Exchange exchange) throws Exception;
}
