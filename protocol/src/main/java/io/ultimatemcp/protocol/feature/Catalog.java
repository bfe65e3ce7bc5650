package io.ultimatemcp.protocol.feature;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Everything a server offers. Lists are in a stable order and may differ by caller, never by
 * connection. Thread-safe; called for every request, so answer from memory.
 */
public interface Catalog {

    /**
     * The kinds of features; what is not offered is not advertised and its methods do not exist.
     */
    enum Kind {
        TOOLS,
        PROMPTS,
        RESOURCES,
        COMPLETIONS,
        LOGGING
    }

    Set<Kind> offers();

    /** The tools {@code caller} is told of. */
    List<ToolFeature> tools(Caller caller);

    /** The tool of that name, also by an old name that is not listed any more. */
    Optional<ToolFeature> tool(String name, Caller caller);

    List<PromptFeature> prompts(Caller caller);

    List<ResourceFeature> resources(Caller caller);

    List<ResourceTemplateFeature> resourceTemplates(Caller caller);

    /** How long and by whom lists may be kept. */
    CacheHint lists();

    /** Calls {@code listener} on each change, quickly and from any thread. */
    Registration onChange(Consumer<Change> listener);
}
