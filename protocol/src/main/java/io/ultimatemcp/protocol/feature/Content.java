package io.ultimatemcp.protocol.feature;

import org.jspecify.annotations.Nullable;

/** A block of a tool result or a prompt message. */
public sealed interface Content {
    @Nullable Annotations annotations();

    /** Plain text. */
    record Text(String text, @Nullable Annotations annotations) implements Content {
        public Text(String text) {
            this(text, null);
        }
    }

    /** An image in standard padded Base64. */
    record Image(String base64, String mimeType, @Nullable Annotations annotations)
            implements Content {
        public Image(String base64, String mimeType) {
            this(base64, mimeType, null);
        }
    }

    /** Sound in standard padded Base64. */
    record Audio(String base64, String mimeType, @Nullable Annotations annotations)
            implements Content {
        public Audio(String base64, String mimeType) {
            this(base64, mimeType, null);
        }
    }

    /** A resource the client may read. */
    record Link(ResourceFeature.Definition resource) implements Content {
        @Override
        public @Nullable Annotations annotations() {
            return resource.annotations();
        }
    }

    /** A resource with its content. */
    record Embedded(ResourceContents resource, @Nullable Annotations annotations)
            implements Content {
        public Embedded(ResourceContents resource) {
            this(resource, null);
        }
    }
}
