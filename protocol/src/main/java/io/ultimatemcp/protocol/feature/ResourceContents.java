package io.ultimatemcp.protocol.feature;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The content of a resource. {@code meta} becomes {@code _meta}. */
public sealed interface ResourceContents {
    String uri();

    @Nullable String mimeType();

    @Nullable ObjectNode meta();

    /** Content that is text. */
    record Text(String uri, @Nullable String mimeType, String text, @Nullable ObjectNode meta)
            implements ResourceContents {
        public Text(String uri, String mimeType, String text) {
            this(uri, mimeType, text, null);
        }
    }

    /** Content in standard padded Base64. */
    record Blob(String uri, @Nullable String mimeType, String base64, @Nullable ObjectNode meta)
            implements ResourceContents {
        public Blob(String uri, String mimeType, String base64) {
            this(uri, mimeType, base64, null);
        }
    }
}
