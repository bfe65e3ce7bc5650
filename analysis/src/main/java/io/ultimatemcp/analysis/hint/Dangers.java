package io.ultimatemcp.analysis.hint;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The names of a language that are worth a hint, each with its rule. A function's name is dotted; a
 * name that ends with a star stands for all that begin so.
 */
final class Dangers {
    private final Map<String, Rule> functions = new HashMap<>();
    private final Map<String, Rule> families = new HashMap<>();
    private final Map<String, Rule> modules = new HashMap<>();

    Dangers functions(Rule rule, String... names) {
        for (String name : names) {
            if (name.endsWith("*")) {
                families.put(name.substring(0, name.length() - 1), rule);
            } else {
                functions.put(name, rule);
            }
        }
        return this;
    }

    Dangers modules(Rule rule, String... names) {
        Set.of(names).forEach(name -> modules.put(name, rule));
        return this;
    }

    Optional<Rule> function(String name) {
        Rule exact = functions.get(name);
        if (exact != null) {
            return Optional.of(exact);
        }
        return families.entrySet().stream()
                .filter(family -> name.startsWith(family.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    Optional<Rule> module(String name) {
        return Optional.ofNullable(modules.get(name));
    }

    /** Whether there is a hint to a function or module of this name. */
    boolean knows(String name) {
        return function(name).isPresent() || module(name).isPresent();
    }
}
