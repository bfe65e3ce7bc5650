package io.ultimatemcp.graph.projection;

import java.util.List;

/**
 * A text of code, known by its content.
 *
 * @param sha256 in lower-case hex
 * @param symbols what it defines
 * @param references what its symbols call and import
 */
public record CodeVersion(
        String sha256, String language, List<SymbolNode> symbols, List<Reference> references) {
    /** Copies the lists. */
    public CodeVersion {
        symbols = List.copyOf(symbols);
        references = List.copyOf(references);
    }

    /**
     * From a symbol of this code to any symbol, here or elsewhere.
     *
     * @param from key of the symbol that calls or imports
     * @param to key of the other one; it becomes a node with {@code toName} when nothing has
     *     defined it yet
     */
    public record Reference(Kind kind, String from, String to, String toName) {
        /** The kinds, which are relationship types too. */
        public enum Kind {
            CALLS,
            IMPORTS
        }
    }
}
