package io.ultimatemcp.protocol.era;

import io.ultimatemcp.protocol.feature.Annotations;
import io.ultimatemcp.protocol.feature.Content;
import io.ultimatemcp.protocol.feature.Icon;
import io.ultimatemcp.protocol.feature.ResourceContents;
import io.ultimatemcp.protocol.wire.Json;
import io.ultimatemcp.protocol.wire.Revision;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes content blocks in one revision. What is absent is left out, never null or empty. */
final class ContentWriter {
    private final Revision revision;

    ContentWriter(Revision revision) {
        this.revision = revision;
    }

    ArrayNode blocks(List<Content> contents) {
        ArrayNode blocks = Json.array();
        contents.forEach(content -> blocks.add(block(content)));
        return blocks;
    }

    ObjectNode block(Content content) {
        ObjectNode block =
                switch (content) {
                    case Content.Text text -> text(text.text());
                    case Content.Image image -> binary("image", image.base64(), image.mimeType());
                    case Content.Audio audio ->
                            revision.atLeast(Revision.V2025_03_26)
                                    ? binary("audio", audio.base64(), audio.mimeType())
                                    : text("[audio " + audio.mimeType() + "]");
                    case Content.Link link -> link(link);
                    case Content.Embedded embedded ->
                            Json.object()
                                    .put("type", "resource")
                                    .set("resource", resource(embedded.resource()));
                };
        annotate(block, content.annotations());
        return block;
    }

    ObjectNode resource(ResourceContents contents) {
        ObjectNode node = Json.object().put("uri", contents.uri());
        put(node, "mimeType", contents.mimeType());
        switch (contents) {
            case ResourceContents.Text text -> node.put("text", text.text());
            case ResourceContents.Blob blob -> node.put("blob", blob.base64());
        }
        set(node, "_meta", contents.meta());
        return node;
    }

    static void annotate(ObjectNode node, @Nullable Annotations annotations) {
        if (annotations == null) {
            return;
        }
        ObjectNode written = Json.object();
        if (!annotations.audience().isEmpty()) {
            ArrayNode audience = Json.array();
            annotations.audience().forEach(audience::add);
            written.set("audience", audience);
        }
        if (annotations.priority() != null) {
            written.put("priority", annotations.priority());
        }
        if (annotations.lastModified() != null) {
            written.put("lastModified", annotations.lastModified().toString());
        }
        set(node, "annotations", written);
    }

    /** Icons exist since 2025-11-25. */
    static void icons(ObjectNode node, List<Icon> icons, Revision revision) {
        if (icons.isEmpty() || !revision.atLeast(Revision.V2025_11_25)) {
            return;
        }
        ArrayNode written = Json.array();
        for (Icon icon : icons) {
            ObjectNode one = Json.object().put("src", icon.src());
            put(one, "mimeType", icon.mimeType());
            if (!icon.sizes().isEmpty()) {
                ArrayNode sizes = Json.array();
                icon.sizes().forEach(sizes::add);
                one.set("sizes", sizes);
            }
            put(one, "theme", icon.theme());
            written.add(one);
        }
        node.set("icons", written);
    }

    static void put(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    /** Sets an object that has members. */
    static void set(ObjectNode node, String name, @Nullable JsonNode value) {
        if (value != null && !value.isEmpty()) {
            node.set(name, value);
        }
    }

    private ObjectNode link(Content.Link link) {
        var resource = link.resource();
        if (!revision.atLeast(Revision.V2025_06_18)) {
            return text(resource.name() + ": " + resource.uri());
        }
        ObjectNode block = Json.object().put("type", "resource_link");
        block.setAll(new DefinitionWriter(revision).resource(resource));
        return block;
    }

    private static ObjectNode text(String text) {
        return Json.object().put("type", "text").put("text", text);
    }

    private static ObjectNode binary(String type, String base64, String mimeType) {
        return Json.object().put("type", type).put("data", base64).put("mimeType", mimeType);
    }
}
