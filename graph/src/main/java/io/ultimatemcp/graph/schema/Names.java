package io.ultimatemcp.graph.schema;

/** Writes a name that came out of the graph as an identifier. */
final class Names {
    private Names() {}

    /**
     * In backticks. A backtick is doubled; a backslash is written as its own escape, because Cypher
     * 5 decodes unicode escapes before it looks for backticks.
     */
    static String quoted(String name) {
        return '`' + name.replace("\\", "\\u005C").replace("`", "``") + '`';
    }
}
