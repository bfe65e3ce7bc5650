package io.ultimatemcp.protocol.feature;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A picture of a server or feature.
 *
 * @param src an {@code https:} or {@code data:} URI
 * @param sizes such as {@code 48x48} or {@code any}; empty says nothing
 * @param theme {@code light}, {@code dark} or null for both
 */
public record Icon(
        String src, @Nullable String mimeType, List<String> sizes, @Nullable String theme) {
    public Icon {
        sizes = List.copyOf(sizes);
    }
}
