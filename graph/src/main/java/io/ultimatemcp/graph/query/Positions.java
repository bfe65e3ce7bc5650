package io.ultimatemcp.graph.query;

import io.ultimatemcp.graph.model.Fault;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Undoes what the word EXPLAIN in front of a query does to the positions in the engine's message.
 */
final class Positions {
    private static final int PREFIX = "EXPLAIN\n".length();
    private static final Pattern POSITION =
            Pattern.compile(" ?\\(line (\\d+), column (\\d+) \\(offset: (\\d+)\\)\\)");

    private Positions() {}

    static Fault.BadQuery withoutPrefix(Fault.BadQuery fault) {
        Matcher position = POSITION.matcher(fault.message());
        if (!position.find()) {
            return fault;
        }
        int line = Integer.parseInt(position.group(1)) - 1;
        if (line == 0) {
            // The engine points at our own word: there is nothing of the caller's to point at.
            return new Fault.BadQuery(fault.message().substring(0, position.start()), 0, 0);
        }
        int column = Integer.parseInt(position.group(2));
        int offset = Math.max(0, Integer.parseInt(position.group(3)) - PREFIX);
        String message =
                fault.message().substring(0, position.start())
                        + " (line %d, column %d (offset: %d))".formatted(line, column, offset)
                        + fault.message().substring(position.end());
        return new Fault.BadQuery(message, line, column);
    }
}
