package io.ultimatemcp.protocol.feature;

import io.ultimatemcp.protocol.schema.HeaderParam;
import io.ultimatemcp.protocol.wire.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** How a tool is listed. Immutable; the schemas it holds must not be changed afterwards. */
public final class ToolDefinition {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private final Builder parts;
    private final List<HeaderParam> headerParams;

    private ToolDefinition(Builder parts) {
        this.parts = parts;
        this.headerParams = HeaderParam.of(parts.inputSchema);
    }

    /**
     * Hints for the client; they are always written in full, because the defaults are the
     * pessimistic ones.
     */
    public record Hints(
            boolean readOnly, boolean destructive, boolean idempotent, boolean openWorld) {}

    /**
     * Starts a definition: name, what it does, and the schema of its arguments (an object schema).
     */
    public static Builder named(String name, String description, ObjectNode inputSchema) {
        return new Builder(name, description, inputSchema);
    }

    public String name() {
        return parts.name;
    }

    public String description() {
        return parts.description;
    }

    public ObjectNode inputSchema() {
        return parts.inputSchema;
    }

    public @Nullable String title() {
        return parts.title;
    }

    public @Nullable ObjectNode outputSchema() {
        return parts.outputSchema;
    }

    public @Nullable Hints hints() {
        return parts.hints;
    }

    public List<Icon> icons() {
        return List.copyOf(parts.icons);
    }

    public @Nullable ObjectNode meta() {
        return parts.meta;
    }

    /** What a caller needs to call it; null for nothing. Who lacks it gets a challenge. */
    public @Nullable String permission() {
        return parts.permission;
    }

    /** Client capabilities without which it cannot run; checked before it is called. */
    public ObjectNode requires() {
        return parts.requires;
    }

    /** Arguments that clients repeat as headers. */
    public List<HeaderParam> headerParams() {
        return headerParams;
    }

    /** Collects the optional parts. Not thread-safe; {@link #build()} ends its use. */
    public static final class Builder {
        private final String name;
        private final String description;
        private final ObjectNode inputSchema;
        private final List<Icon> icons = new ArrayList<>();
        private @Nullable String title;
        private @Nullable ObjectNode outputSchema;
        private @Nullable Hints hints;
        private @Nullable ObjectNode meta;
        private @Nullable String permission;
        private ObjectNode requires = Json.object();

        private Builder(String name, String description, ObjectNode inputSchema) {
            this.name = name;
            this.description = description;
            this.inputSchema = inputSchema;
        }

        public Builder title(String value) {
            title = value;
            return this;
        }

        public Builder outputSchema(ObjectNode value) {
            outputSchema = value;
            return this;
        }

        public Builder hints(Hints value) {
            hints = value;
            return this;
        }

        public Builder icon(Icon value) {
            icons.add(value);
            return this;
        }

        public Builder meta(ObjectNode value) {
            meta = value;
            return this;
        }

        public Builder permission(String value) {
            permission = value;
            return this;
        }

        public Builder requires(ObjectNode clientCapabilities) {
            requires = clientCapabilities;
            return this;
        }

        /**
         * The definition.
         *
         * @throws IllegalArgumentException when the name or the schema breaks a rule of the
         *     protocol
         */
        public ToolDefinition build() {
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "tool name '" + name + "' is not 1 to 64 of A-Z a-z 0-9 _ . -");
            }
            if (!inputSchema.path("type").stringValue("").equals("object")) {
                throw new IllegalArgumentException(
                        "tool " + name + ": the root of inputSchema must have type 'object'");
            }
            return new ToolDefinition(this);
        }
    }
}
