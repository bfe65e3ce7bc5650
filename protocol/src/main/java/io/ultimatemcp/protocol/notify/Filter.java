package io.ultimatemcp.protocol.notify;

import io.ultimatemcp.protocol.feature.Change;
import java.util.Set;

/**
 * What a stream or session wants to hear of.
 *
 * @param uris resources it watches
 * @param taskIds tasks it watches
 */
public record Filter(
        boolean tools, boolean prompts, boolean resources, Set<String> uris, Set<String> taskIds) {
    public Filter {
        uris = Set.copyOf(uris);
        taskIds = Set.copyOf(taskIds);
    }

    /** Whether {@code change} is wanted. */
    public boolean wants(Change change) {
        return switch (change) {
            case Change.Tools all -> tools;
            case Change.Prompts all -> prompts;
            case Change.Resources all -> resources;
            case Change.ResourceUpdated updated -> uris.contains(updated.uri());
        };
    }
}
