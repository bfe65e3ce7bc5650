package io.ultimatemcp.protocol.era;

import io.ultimatemcp.protocol.feature.Catalog.Kind;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Every request method of every revision served here. */
public enum Method {
    DISCOVER("server/discover", Wire.STATELESS, null, null),
    TOOLS_LIST("tools/list", Wire.BOTH, Kind.TOOLS, null),
    TOOLS_CALL("tools/call", Wire.BOTH, Kind.TOOLS, "name"),
    RESOURCES_LIST("resources/list", Wire.BOTH, Kind.RESOURCES, null),
    TEMPLATES_LIST("resources/templates/list", Wire.BOTH, Kind.RESOURCES, null),
    RESOURCES_READ("resources/read", Wire.BOTH, Kind.RESOURCES, "uri"),
    PROMPTS_LIST("prompts/list", Wire.BOTH, Kind.PROMPTS, null),
    PROMPTS_GET("prompts/get", Wire.BOTH, Kind.PROMPTS, "name"),
    COMPLETE("completion/complete", Wire.BOTH, Kind.COMPLETIONS, null),
    LISTEN("subscriptions/listen", Wire.STATELESS, null, null),
    TASKS_GET("tasks/get", Wire.STATELESS, null, "taskId"),
    TASKS_UPDATE("tasks/update", Wire.STATELESS, null, "taskId"),
    TASKS_CANCEL("tasks/cancel", Wire.STATELESS, null, "taskId"),
    INITIALIZE("initialize", Wire.STATEFUL, null, null),
    PING("ping", Wire.STATEFUL, null, null),
    SET_LEVEL("logging/setLevel", Wire.STATEFUL, Kind.LOGGING, null),
    SUBSCRIBE("resources/subscribe", Wire.STATEFUL, Kind.RESOURCES, null),
    UNSUBSCRIBE("resources/unsubscribe", Wire.STATEFUL, Kind.RESOURCES, null);

    private static final Map<String, Method> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(Method::text, Function.identity()));

    private final String text;
    private final Wire wire;
    private final @Nullable Kind kind;
    private final @Nullable String nameParam;

    Method(String text, Wire wire, @Nullable Kind kind, @Nullable String nameParam) {
        this.text = text;
        this.wire = wire;
        this.kind = kind;
        this.nameParam = nameParam;
    }

    private enum Wire {
        STATELESS,
        STATEFUL,
        BOTH
    }

    /** The method of that name on the stateless wire, among what the server offers. */
    public static Optional<Method> stateless(String text, Set<Kind> offers, boolean tasks) {
        Method method = BY_NAME.get(text);
        boolean there =
                method != null
                        && method.wire != Wire.STATEFUL
                        && (method.kind == null || offers.contains(method.kind))
                        && (tasks || !method.ofTasks());
        return there ? Optional.ofNullable(method) : Optional.empty();
    }

    /** The method of that name on the stateful wire, among what the server offers. */
    public static Optional<Method> stateful(String text, Set<Kind> offers) {
        Method method = BY_NAME.get(text);
        boolean there =
                method != null
                        && method.wire != Wire.STATELESS
                        && (method.kind == null || offers.contains(method.kind));
        return there ? Optional.ofNullable(method) : Optional.empty();
    }

    /** The name on the wire. */
    public String text() {
        return text;
    }

    /** The parameter that the header {@code Mcp-Name} repeats, or null. */
    public @Nullable String nameParam() {
        return nameParam;
    }

    /** Whether it belongs to the tasks extension. */
    public boolean ofTasks() {
        return this == TASKS_GET || this == TASKS_UPDATE || this == TASKS_CANCEL;
    }
}
