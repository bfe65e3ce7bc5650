package io.ultimatemcp.protocol.feature;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a tool answers.
 *
 * @param content blocks for the model; at least one
 * @param structured the same facts as JSON that fits the output schema, or null
 * @param isError whether the model should change something and try again
 * @param meta becomes {@code _meta}, or null
 */
public record ToolResult(
        List<Content> content,
        @Nullable JsonNode structured,
        boolean isError,
        @Nullable ObjectNode meta) {
    public ToolResult {
        content = List.copyOf(content);
    }

    /** A text block alone. */
    public static ToolResult text(String text) {
        return of(List.of(new Content.Text(text)));
    }

    /** Blocks alone. */
    public static ToolResult of(List<Content> content) {
        return new ToolResult(content, null, false, null);
    }

    /** A text block and the same facts as JSON. */
    public static ToolResult structured(String text, JsonNode structured) {
        return new ToolResult(List.of(new Content.Text(text)), structured, false, null);
    }

    /** Says what went wrong and what to do next. */
    public static ToolResult error(String text) {
        return new ToolResult(List.of(new Content.Text(text)), null, true, null);
    }
}
