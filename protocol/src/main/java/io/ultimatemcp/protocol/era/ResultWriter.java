package io.ultimatemcp.protocol.era;

import io.ultimatemcp.protocol.feature.Completion;
import io.ultimatemcp.protocol.feature.PromptFeature;
import io.ultimatemcp.protocol.feature.ResourceFeature;
import io.ultimatemcp.protocol.feature.ToolDefinition;
import io.ultimatemcp.protocol.feature.ToolResult;
import io.ultimatemcp.protocol.wire.Json;
import io.ultimatemcp.protocol.wire.Revision;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the results of features in one revision, without what a dialect adds to every result. */
public final class ResultWriter {
    private final Revision revision;
    private final ContentWriter contents;

    public ResultWriter(Revision revision) {
        this.revision = revision;
        this.contents = new ContentWriter(revision);
    }

    /** A {@code CallToolResult}. */
    public ObjectNode tool(ToolDefinition tool, ToolResult result) {
        ObjectNode node = Json.object();
        node.set("content", contents.blocks(result.content()));
        JsonNode structured = result.structured();
        if (structured != null && revision.atLeast(Revision.V2025_06_18)) {
            node.set("structuredContent", structured(tool, structured));
        }
        if (result.isError()) {
            node.put("isError", true);
        }
        ContentWriter.set(node, "_meta", result.meta());
        return node;
    }

    /** A {@code GetPromptResult}. */
    public ObjectNode prompt(PromptFeature.Result result) {
        ObjectNode node = Json.object();
        ContentWriter.put(node, "description", result.description());
        ArrayNode messages = Json.array();
        for (PromptFeature.Message message : result.messages()) {
            messages.add(
                    Json.object()
                            .put("role", message.role())
                            .set("content", contents.block(message.content())));
        }
        node.set("messages", messages);
        return node;
    }

    /** A {@code ReadResourceResult}. */
    public ObjectNode resource(ResourceFeature.Result result) {
        ArrayNode written = Json.array();
        result.contents().forEach(content -> written.add(contents.resource(content)));
        return Json.object().set("contents", written);
    }

    /** A {@code CompleteResult}. */
    public ObjectNode completion(Completion completion) {
        ArrayNode values = Json.array();
        completion.values().forEach(values::add);
        ObjectNode node = Json.object();
        node.set("values", values);
        node.put("total", completion.total());
        node.put("hasMore", completion.total() > completion.values().size());
        return Json.object().set("completion", node);
    }

    /**
     * Before 2026-07-28 structured content is an object, so anything else is wrapped like its
     * schema.
     */
    private JsonNode structured(ToolDefinition tool, JsonNode structured) {
        ObjectNode schema = tool.outputSchema();
        boolean wrap =
                !revision.stateless()
                        && (!structured.isObject()
                                || (schema != null && !DefinitionWriter.hasObjectRoot(schema)));
        return wrap ? Json.object().set("result", structured) : structured;
    }
}
