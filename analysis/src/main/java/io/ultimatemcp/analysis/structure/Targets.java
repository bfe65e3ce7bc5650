package io.ultimatemcp.analysis.structure;

import io.ultimatemcp.analysis.model.Call;
import io.ultimatemcp.analysis.model.Symbol;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what calls mean, once all symbols of a file are known. */
final class Targets {
    private final Set<String> symbols;
    private final Map<String, String> aliases;
    private final List<String> selves;

    Targets(Set<String> symbols, Map<String, String> aliases, List<String> selves) {
        this.symbols = symbols;
        this.aliases = aliases;
        this.selves = selves;
    }

    List<Call> resolve(Collection<Call> calls) {
        return calls.stream().map(this::resolve).toList();
    }

    private Call resolve(Call call) {
        Optional<String> target = target(call.caller(), call.callee());
        return new Call(
                call.caller(),
                target.isPresent() ? call.callee() : meaning(call.callee()),
                target,
                call.span());
    }

    /** The symbol of this file that {@code name} means to {@code caller}, from the inside out. */
    private Optional<String> target(String caller, String name) {
        int dot = name.indexOf('.');
        boolean own = dot > 0 && selves.contains(name.substring(0, dot));
        String wanted = own ? name.substring(dot + 1) : name;
        String scope = caller.equals(Symbol.MODULE) ? "" : caller;
        if (own) {
            // What self.x means lies beside the method, not within it.
            scope = outside(scope);
        }
        while (true) {
            String key = scope.isEmpty() ? wanted : scope + "." + wanted;
            if (symbols.contains(key)) {
                return Optional.of(key);
            }
            if (scope.isEmpty()) {
                return Optional.empty();
            }
            scope = outside(scope);
        }
    }

    private String meaning(String name) {
        int dot = name.indexOf('.');
        String first = dot < 0 ? name : name.substring(0, dot);
        String meaning = aliases.get(first);
        return meaning == null ? name : meaning + name.substring(first.length());
    }

    private static String outside(String scope) {
        int dot = scope.lastIndexOf('.');
        return dot < 0 ? "" : scope.substring(0, dot);
    }
}
