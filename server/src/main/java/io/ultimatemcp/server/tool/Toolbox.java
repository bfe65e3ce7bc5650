package io.ultimatemcp.server.tool;

import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The tools of this server by name, in a fixed order. Immutable. */
public final class Toolbox {
    private final Map<String, Entry<?, ?>> entries = new LinkedHashMap<>();

    public Toolbox(List<Tool<?, ?>> tools) {
        tools.forEach(tool -> entries.put(tool.spec().name(), entry(tool)));
    }

    /** What each tool is, in the order they were given. */
    public Collection<ToolSpec<?, ?>> specs() {
        return entries.values().stream().<ToolSpec<?, ?>>map(entry -> entry.tool.spec()).toList();
    }

    /** The tool of that name; throws {@link Refusal} (404) that lists those there are. */
    public ToolSpec<?, ?> spec(String name) {
        return find(name).tool.spec();
    }

    /**
     * Reads the arguments and calls the tool; throws {@link Refusal} as the tool does, and 422 for
     * the arguments.
     */
    public Answer<?> call(String name, ObjectNode arguments, Call call) {
        return find(name).call(arguments, call);
    }

    private Entry<?, ?> find(String name) {
        var entry = entries.get(name);
        if (entry == null) {
            throw new Refusal(
                    Problem.of(
                            ErrorCode.NOT_FOUND,
                            "no tool \""
                                    + abbreviate(name)
                                    + "\"; there are: "
                                    + String.join(", ", entries.keySet())));
        }
        return entry;
    }

    private static String abbreviate(String name) {
        return name.length() <= 64 ? name : name.substring(0, 64) + "…";
    }

    private static <Q extends Record, R extends Record> Entry<Q, R> entry(Tool<Q, R> tool) {
        return new Entry<>(tool, new Arguments<>(tool.spec().request(), tool.spec().inputSchema()));
    }

    private record Entry<Q extends Record, R extends Record>(
            Tool<Q, R> tool, Arguments<Q> arguments) {
        Answer<R> call(ObjectNode given, Call call) {
            return tool.call(arguments.read(given), call);
        }
    }
}
