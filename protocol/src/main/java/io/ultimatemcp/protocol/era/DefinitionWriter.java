package io.ultimatemcp.protocol.era;

import static io.ultimatemcp.protocol.era.ContentWriter.annotate;
import static io.ultimatemcp.protocol.era.ContentWriter.icons;
import static io.ultimatemcp.protocol.era.ContentWriter.put;
import static io.ultimatemcp.protocol.era.ContentWriter.set;

import io.ultimatemcp.protocol.feature.PromptFeature;
import io.ultimatemcp.protocol.feature.ResourceFeature;
import io.ultimatemcp.protocol.feature.ResourceTemplateFeature;
import io.ultimatemcp.protocol.feature.ServerIdentity;
import io.ultimatemcp.protocol.feature.ToolDefinition;
import io.ultimatemcp.protocol.wire.Json;
import io.ultimatemcp.protocol.wire.Revision;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes definitions in one revision, leaving out what it does not know. Schemas are passed on
 * unchanged.
 */
public final class DefinitionWriter {
    private final Revision revision;

    public DefinitionWriter(Revision revision) {
        this.revision = revision;
    }

    /** A tool as {@code tools/list} shows it. */
    public ObjectNode tool(ToolDefinition tool) {
        ObjectNode node = Json.object().put("name", tool.name());
        title(node, tool.title());
        put(node, "description", tool.description());
        node.set("inputSchema", tool.inputSchema());
        if (titled() && tool.outputSchema() != null) {
            node.set("outputSchema", outputSchema(tool.outputSchema()));
        }
        hints(node, tool);
        icons(node, tool.icons(), revision);
        meta(node, tool.meta());
        return node;
    }

    /** A prompt as {@code prompts/list} shows it. */
    public ObjectNode prompt(PromptFeature.Definition prompt) {
        ObjectNode node = Json.object().put("name", prompt.name());
        title(node, prompt.title());
        put(node, "description", prompt.description());
        if (!prompt.arguments().isEmpty()) {
            ArrayNode arguments = Json.array();
            for (PromptFeature.Argument argument : prompt.arguments()) {
                ObjectNode one = Json.object().put("name", argument.name());
                title(one, argument.title());
                arguments.add(
                        one.put("description", argument.description())
                                .put("required", argument.required()));
            }
            node.set("arguments", arguments);
        }
        icons(node, prompt.icons(), revision);
        return node;
    }

    /** A resource as {@code resources/list} and resource links show it. */
    public ObjectNode resource(ResourceFeature.Definition resource) {
        ObjectNode node = Json.object().put("uri", resource.uri()).put("name", resource.name());
        title(node, resource.title());
        put(node, "description", resource.description());
        put(node, "mimeType", resource.mimeType());
        if (resource.size() != null) {
            node.put("size", resource.size());
        }
        annotate(node, resource.annotations());
        icons(node, resource.icons(), revision);
        meta(node, resource.meta());
        return node;
    }

    /** A template as {@code resources/templates/list} shows it. */
    public ObjectNode template(ResourceTemplateFeature.Definition template) {
        ObjectNode node =
                Json.object()
                        .put("uriTemplate", template.uriTemplate().toString())
                        .put("name", template.name());
        title(node, template.title());
        put(node, "description", template.description());
        put(node, "mimeType", template.mimeType());
        annotate(node, template.annotations());
        icons(node, template.icons(), revision);
        meta(node, template.meta());
        return node;
    }

    /** The server as {@code serverInfo}. */
    public ObjectNode server(ServerIdentity server) {
        ObjectNode node = Json.object().put("name", server.name()).put("version", server.version());
        title(node, server.title());
        if (revision.atLeast(Revision.V2025_11_25)) {
            put(node, "description", server.description());
            put(node, "websiteUrl", server.websiteUrl());
        }
        icons(node, server.icons(), revision);
        return node;
    }

    private ObjectNode outputSchema(ObjectNode schema) {
        if (revision.stateless() || hasObjectRoot(schema)) {
            return schema;
        }
        ObjectNode wrapped = Json.object().put("type", "object");
        wrapped.set("properties", Json.object().set("result", schema));
        wrapped.set("required", Json.array().add("result"));
        return wrapped;
    }

    static boolean hasObjectRoot(ObjectNode schema) {
        return schema.path("type").stringValue("").equals("object");
    }

    private void hints(ObjectNode node, ToolDefinition tool) {
        ToolDefinition.Hints hints = tool.hints();
        if (!revision.atLeast(Revision.V2025_03_26)) {
            return;
        }
        ObjectNode annotations = Json.object();
        put(annotations, "title", tool.title());
        if (hints != null) {
            annotations
                    .put("readOnlyHint", hints.readOnly())
                    .put("destructiveHint", hints.destructive())
                    .put("idempotentHint", hints.idempotent())
                    .put("openWorldHint", hints.openWorld());
        }
        set(node, "annotations", annotations);
    }

    private void title(ObjectNode node, @Nullable String title) {
        if (titled()) {
            put(node, "title", title);
        }
    }

    private void meta(ObjectNode node, @Nullable ObjectNode meta) {
        if (titled()) {
            set(node, "_meta", meta);
        }
    }

    /** Titles, {@code _meta} and structured output came together in 2025-06-18. */
    private boolean titled() {
        return revision.atLeast(Revision.V2025_06_18);
    }
}
