package io.ultimatemcp.server.rest;

import io.ultimatemcp.ledger.page.Page;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The parameters of a list, each refused (422) by its name when it is not what it should be. */
final class Parameters {
    private static final int DEFAULT_LIMIT = 50;
    private static final int LONGEST = 255;
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final Map<String, String> query;

    /** Refuses parameters other than these, {@code cursor} and {@code limit}. */
    Parameters(Map<String, String> query, Set<String> filters) {
        this.query = query;
        var known = new TreeSet<>(filters);
        known.add("cursor");
        known.add("limit");
        query.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw refusal(name, "no such parameter; there are: " + known);
                });
    }

    @Nullable String text(String name) {
        return read(
                name,
                text -> {
                    if (text.length() > LONGEST || text.chars().anyMatch(c -> c < ' ')) {
                        throw new IllegalArgumentException(
                                "must be at most "
                                        + LONGEST
                                        + " characters without control characters");
                    }
                    return text;
                });
    }

    @Nullable Instant time(String name) {
        return read(
                name,
                text -> {
                    try {
                        var time = Instant.parse(text);
                        if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
                            return time;
                        }
                    } catch (DateTimeException notATime) {
                        // Falls through to the same refusal.
                    }
                    throw new IllegalArgumentException(
                            "is not a time such as 2026-01-31T12:00:00Z");
                });
    }

    /** What {@code reader} makes of the text; its {@link IllegalArgumentException} is told. */
    <T> @Nullable T read(String name, Function<String, T> reader) {
        String text = query.get(name);
        try {
            return text == null ? null : reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw refusal(name, String.valueOf(e.getMessage()));
        }
    }

    @Nullable String cursor() {
        return query.get("cursor");
    }

    int limit() {
        String text = query.get("limit");
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= Page.LARGEST) {
                return limit;
            }
        } catch (NumberFormatException notANumber) {
            // Falls through to the same refusal.
        }
        throw refusal("limit", "must be a whole number from 1 to " + Page.LARGEST);
    }

    private static Refusal refusal(String parameter, String message) {
        return new Refusal(Problem.invalid("/" + parameter, message));
    }
}
