package io.ultimatemcp.protocol.dispatch;

import io.ultimatemcp.protocol.era.DefinitionWriter;
import io.ultimatemcp.protocol.feature.Catalog;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The four lists. */
final class Lists {
    private final Catalog catalog;
    private final Pager pager;

    Lists(Catalog catalog, Pager pager) {
        this.catalog = catalog;
        this.pager = pager;
    }

    Answer tools(Call call) {
        var writer = writer(call);
        return page(call, "tools", catalog.tools(call.caller()), t -> writer.tool(t.definition()));
    }

    Answer prompts(Call call) {
        var writer = writer(call);
        return page(
                call,
                "prompts",
                catalog.prompts(call.caller()),
                p -> writer.prompt(p.definition()));
    }

    Answer resources(Call call) {
        var writer = writer(call);
        return page(
                call,
                "resources",
                catalog.resources(call.caller()),
                r -> writer.resource(r.definition()));
    }

    Answer templates(Call call) {
        var writer = writer(call);
        return page(
                call,
                "resourceTemplates",
                catalog.resourceTemplates(call.caller()),
                t -> writer.template(t.definition()));
    }

    private <T> Answer page(Call call, String name, List<T> all, Function<T, ObjectNode> writer) {
        ObjectNode page = pager.page(name, all, call.params().get("cursor"), writer);
        return Answer.Result.ok(call.dialect().cacheable(page, catalog.lists()));
    }

    private static DefinitionWriter writer(Call call) {
        return new DefinitionWriter(call.dialect().revision());
    }
}
