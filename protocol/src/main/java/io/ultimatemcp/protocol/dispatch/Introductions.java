package io.ultimatemcp.protocol.dispatch;

import io.ultimatemcp.protocol.era.DefinitionWriter;
import io.ultimatemcp.protocol.feature.Catalog;
import io.ultimatemcp.protocol.feature.Catalog.Kind;
import io.ultimatemcp.protocol.feature.ServerIdentity;
import io.ultimatemcp.protocol.wire.Json;
import io.ultimatemcp.protocol.wire.Meta;
import io.ultimatemcp.protocol.wire.Revision;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the server introduces itself: {@code server/discover} and the answer to {@code initialize}.
 */
public final class Introductions {
    private final ServerIdentity identity;
    private final @Nullable String instructions;
    private final Catalog catalog;
    private final boolean tasks;

    Introductions(
            ServerIdentity identity,
            @Nullable String instructions,
            Catalog catalog,
            boolean tasks) {
        this.identity = identity;
        this.instructions = instructions;
        this.catalog = catalog;
        this.tasks = tasks;
    }

    /** The {@code InitializeResult} of a revision. */
    public ObjectNode initialize(Revision revision) {
        ObjectNode result = Json.object().put("protocolVersion", revision.text());
        result.set("capabilities", capabilities(revision));
        result.set("serverInfo", new DefinitionWriter(revision).server(identity));
        return instruct(result);
    }

    Answer discover(Call call) {
        ObjectNode result = Json.object();
        ArrayNode versions = Json.array();
        Revision.statelessNames().forEach(versions::add);
        result.set("supportedVersions", versions);
        result.set("capabilities", capabilities(call.dialect().revision()));
        ObjectNode answer = call.dialect().cacheable(instruct(result), catalog.lists());
        ObjectNode full = new DefinitionWriter(call.dialect().revision()).server(identity);
        return Answer.Result.ok(answer.set("_meta", Json.object().set(Meta.SERVER_INFO, full)));
    }

    private ObjectNode instruct(ObjectNode result) {
        return instructions == null ? result : result.put("instructions", instructions);
    }

    private ObjectNode capabilities(Revision revision) {
        Set<Kind> offers = catalog.offers();
        ObjectNode capabilities = Json.object();
        if (offers.contains(Kind.TOOLS)) {
            capabilities.set("tools", Json.object().put("listChanged", true));
        }
        if (offers.contains(Kind.RESOURCES)) {
            capabilities.set(
                    "resources", Json.object().put("subscribe", true).put("listChanged", true));
        }
        if (offers.contains(Kind.PROMPTS)) {
            capabilities.set("prompts", Json.object().put("listChanged", true));
        }
        if (offers.contains(Kind.COMPLETIONS) && revision.atLeast(Revision.V2025_03_26)) {
            capabilities.set("completions", Json.object());
        }
        if (offers.contains(Kind.LOGGING)) {
            capabilities.set("logging", Json.object());
        }
        if (tasks && revision.stateless()) {
            capabilities.set("extensions", Json.object().set(Meta.TASKS, Json.object()));
        }
        return capabilities;
    }
}
