package io.ultimatemcp.protocol.feature;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who this server is; {@code name} and {@code version} are for machines, the rest for people. */
public record ServerIdentity(
        String name,
        String version,
        @Nullable String title,
        @Nullable String description,
        @Nullable String websiteUrl,
        List<Icon> icons) {
    public ServerIdentity {
        icons = List.copyOf(icons);
    }
}
