package io.ultimatemcp.protocol.dispatch;

import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.protocol.feature.Catalog;
import io.ultimatemcp.protocol.feature.Catalog.Kind;
import io.ultimatemcp.protocol.notify.Filter;
import io.ultimatemcp.protocol.task.Tasks;
import io.ultimatemcp.protocol.wire.Json;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes subscription filters: what is asked for, cut to what the caller may hear of. */
public final class Filters {
    private Filters() {}

    static Filter honoured(
            JsonNode asked, Caller caller, Catalog catalog, @Nullable Tasks tasks, int most) {
        Set<String> uris = new LinkedHashSet<>();
        for (JsonNode uri : asked.path("resourceSubscriptions")) {
            String text = uri.stringValue("");
            if (uris.size() < most && visible(text, caller, catalog)) {
                uris.add(text);
            }
        }
        Set<String> taskIds = new LinkedHashSet<>();
        for (JsonNode taskId : asked.path("taskIds")) {
            String text = taskId.stringValue("");
            if (tasks != null && taskIds.size() < most && tasks.visible(text, caller).isPresent()) {
                taskIds.add(text);
            }
        }
        return new Filter(
                wants(asked, "toolsListChanged") && catalog.offers().contains(Kind.TOOLS),
                wants(asked, "promptsListChanged") && catalog.offers().contains(Kind.PROMPTS),
                wants(asked, "resourcesListChanged") && catalog.offers().contains(Kind.RESOURCES),
                uris,
                taskIds);
    }

    static ObjectNode written(Filter filter) {
        ObjectNode node = Json.object();
        if (filter.tools()) {
            node.put("toolsListChanged", true);
        }
        if (filter.prompts()) {
            node.put("promptsListChanged", true);
        }
        if (filter.resources()) {
            node.put("resourcesListChanged", true);
        }
        list(node, "resourceSubscriptions", filter.uris());
        list(node, "taskIds", filter.taskIds());
        return node;
    }

    /** Whether {@code caller} may know of the resource at {@code uri}. */
    public static boolean visible(String uri, Caller caller, Catalog catalog) {
        return catalog.offers().contains(Kind.RESOURCES)
                && (catalog.resources(caller).stream()
                                .anyMatch(each -> each.definition().uri().equals(uri))
                        || catalog.resourceTemplates(caller).stream()
                                .anyMatch(each ->
                                        each.definition().uriTemplate().match(uri).isPresent()));
    }

    private static boolean wants(JsonNode asked, String name) {
        return asked.path(name).booleanValue(false);
    }

    private static void list(ObjectNode node, String name, Set<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = Json.array();
            values.forEach(array::add);
            node.set(name, array);
        }
    }
}
