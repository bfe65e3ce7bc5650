package io.ultimatemcp.protocol.feature;

import java.util.List;

/**
 * Proposals for the value of one argument.
 *
 * @param values at most 100, best first
 * @param total how many there are in all
 */
public record Completion(List<String> values, int total) {
    /** Most values one answer may hold. */
    public static final int MOST = 100;

    public Completion {
        values = List.copyOf(values);
        if (values.size() > MOST || total < values.size()) {
            throw new IllegalArgumentException("at most 100 values, total counts them all");
        }
    }

    /** No proposals. */
    public static Completion none() {
        return new Completion(List.of(), 0);
    }

    /** Those of {@code candidates} that start with {@code typed}, in their order. */
    public static Completion ofPrefix(List<String> candidates, String typed) {
        List<String> fitting = candidates.stream().filter(c -> c.startsWith(typed)).toList();
        return new Completion(fitting.stream().limit(MOST).toList(), fitting.size());
    }
}
