package io.ultimatemcp.analysis.hint;

import io.ultimatemcp.analysis.hint.Value.Ref;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What names mean in a part of a program: the last value that each was given, as far as known. */
final class Scope {
    private final @Nullable Scope outer;
    private final Map<String, Value> values = new HashMap<>();
    private final Set<String> global = new HashSet<>();
    private final List<String> opened = new ArrayList<>();

    private final boolean block;

    private Scope(@Nullable Scope outer, boolean block) {
        this.outer = outer;
        this.block = block;
    }

    static Scope root() {
        return new Scope(null, false);
    }

    /** A scope with names of its own. */
    Scope inner() {
        return new Scope(this, false);
    }

    /** A block in which one name is unknown; all others are bound around it. */
    Scope shadow(String name) {
        var inner = new Scope(this, true);
        inner.values.put(name, Value.UNKNOWN);
        return inner;
    }

    void bind(String name, Value value) {
        Scope at = global.contains(name) ? top() : this;
        while (at.block && at.outer != null && !at.values.containsKey(name)) {
            at = at.outer;
        }
        at.values.put(name, value);
    }

    /** Names that this scope binds outside all functions. */
    void declareGlobal(String name) {
        global.add(name);
    }

    /** All names of {@code module} are bound, whatever they are. */
    void open(String module) {
        opened.add(module);
    }

    /** What the name was bound to, in this scope or around it. */
    Optional<Value> find(String name) {
        for (Scope at = this; at != null; at = at.outer) {
            Value found = at.values.get(name);
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    /** The known name among those of opened modules. */
    Optional<Value> findOpened(String name, Predicate<String> known) {
        for (Scope at = this; at != null; at = at.outer) {
            for (String module : at.opened) {
                String candidate = module + "." + name;
                if (known.test(candidate)) {
                    return Optional.of(new Ref(candidate));
                }
            }
        }
        return Optional.empty();
    }

    private Scope top() {
        Scope at = this;
        while (at.outer != null) {
            at = at.outer;
        }
        return at;
    }
}
