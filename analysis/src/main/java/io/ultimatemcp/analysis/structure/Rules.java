package io.ultimatemcp.analysis.structure;

import io.ultimatemcp.analysis.model.Language;
import io.ultimatemcp.analysis.model.SymbolKind;
import io.ultimatemcp.analysis.syntax.Node;
import java.util.List;
import java.util.Optional;

/** What the nodes of a language's grammar mean for its structure. Stateless. */
interface Rules {
    /** What a node defines; {@code inClass} says whether a class holds it directly. */
    Optional<Definition> definition(Node node, boolean inClass);

    /** Whether control may go two ways at a node. */
    boolean decision(Node node);

    /** The dotted name that a node calls. */
    Optional<String> callee(Node node);

    /** The modules that a node asks for. */
    List<String> imports(Node node);

    /** The names that a node binds to something of another module. */
    List<Alias> aliases(Node node);

    /** The word with which a method says its own object, like {@code self}. */
    List<String> selves();

    static Rules of(Language language) {
        return switch (language) {
            case PYTHON -> new PythonRules();
            case JAVASCRIPT, TYPESCRIPT -> new ScriptRules();
            case BASH -> new BashRules();
        };
    }

    /** A symbol in the making; {@code name} may have dots, for {@code exports.open = …}. */
    record Definition(String name, SymbolKind kind) {}

    /** {@code name} stands for {@code meaning} in this file. */
    record Alias(String name, String meaning) {}
}
