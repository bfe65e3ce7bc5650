package io.ultimatemcp.protocol.feature;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A catalog of features known at start, each shown to the callers it is visible to. Changes are
 * announced with {@link #announce}.
 */
public final class FixedCatalog implements Catalog {
    private final Set<Kind> offers;
    private final Map<String, ToolFeature> tools = new LinkedHashMap<>();
    private final List<PromptFeature> prompts;
    private final List<ResourceFeature> resources;
    private final List<ResourceTemplateFeature> templates;
    private final CacheHint lists;
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();

    public FixedCatalog(
            Set<Kind> offers,
            List<ToolFeature> tools,
            List<PromptFeature> prompts,
            List<ResourceFeature> resources,
            List<ResourceTemplateFeature> templates,
            CacheHint lists) {
        this.offers = Set.copyOf(offers);
        tools.forEach(tool -> this.tools.put(tool.definition().name(), tool));
        this.prompts = List.copyOf(prompts);
        this.resources = List.copyOf(resources);
        this.templates = List.copyOf(templates);
        this.lists = lists;
    }

    @Override
    public Set<Kind> offers() {
        return offers;
    }

    @Override
    public List<ToolFeature> tools(Caller caller) {
        return tools.values().stream().filter(tool -> tool.visibleTo(caller)).toList();
    }

    @Override
    public Optional<ToolFeature> tool(String name, Caller caller) {
        return Optional.ofNullable(tools.get(name)).filter(tool -> tool.visibleTo(caller));
    }

    @Override
    public List<PromptFeature> prompts(Caller caller) {
        return prompts.stream().filter(prompt -> prompt.visibleTo(caller)).toList();
    }

    @Override
    public List<ResourceFeature> resources(Caller caller) {
        return resources.stream().filter(resource -> resource.visibleTo(caller)).toList();
    }

    @Override
    public List<ResourceTemplateFeature> resourceTemplates(Caller caller) {
        return templates.stream().filter(template -> template.visibleTo(caller)).toList();
    }

    @Override
    public CacheHint lists() {
        return lists;
    }

    @Override
    public Registration onChange(Consumer<Change> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Tells every listener. */
    public void announce(Change change) {
        listeners.forEach(listener -> listener.accept(change));
    }
}
