package io.ultimatemcp.graph.schema;

import io.ultimatemcp.graph.model.Problem;
import io.ultimatemcp.graph.model.SearchIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Decides whether an index can be made as it is described, before the engine is asked. */
final class IndexCheck {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,62}");
    private static final Pattern ANALYZER = Pattern.compile("[a-z][a-z0-9_-]{0,63}");
    private static final int MOST_NAMES = 16;
    private static final int LONGEST_NAME = 128;

    private final List<Problem> problems = new ArrayList<>();

    /** What is wrong with it; empty for nothing. */
    static List<Problem> problems(SearchIndex index) {
        var check = new IndexCheck();
        check.index(index);
        return List.copyOf(check.problems);
    }

    private void index(SearchIndex index) {
        if (!NAME.matcher(index.name()).matches()) {
            add("/name", "must be 1 to 63 letters, digits or _, a letter first");
        }
        names("/labels", index.labels());
        names("/properties", index.properties());
        switch (index) {
            case SearchIndex.FullText(var _, var _, var _, Optional<String> analyzer) -> {
                if (analyzer.isPresent() && !ANALYZER.matcher(analyzer.get()).matches()) {
                    add("/analyzer", "is not the name of an analyzer");
                }
            }
            case SearchIndex.Vector vector -> {
                int dimensions = vector.dimensions().orElse(1);
                if (dimensions < 1 || dimensions > SearchIndex.Vector.MOST_DIMENSIONS) {
                    add(
                            "/dimensions",
                            "must lie between 1 and " + SearchIndex.Vector.MOST_DIMENSIONS);
                }
            }
        }
    }

    private void names(String pointer, List<String> names) {
        if (names.isEmpty() || names.size() > MOST_NAMES) {
            add(pointer, "must have 1 to " + MOST_NAMES + " names");
        }
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (name.isBlank()
                    || name.length() > LONGEST_NAME
                    || name.chars().anyMatch(Character::isISOControl)) {
                add(
                        pointer + "/" + i,
                        "must be 1 to " + LONGEST_NAME + " characters without control characters");
            }
        }
    }

    private void add(String pointer, String message) {
        problems.add(new Problem(pointer, message));
    }
}
