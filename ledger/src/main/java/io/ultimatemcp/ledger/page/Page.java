package io.ultimatemcp.ledger.page;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a longer list.
 *
 * @param items at most as many as were asked for, in the order of the list
 * @param next the cursor of the following page, absent on the last one
 * @param <T> what the list holds
 */
public record Page<T>(List<T> items, @Nullable String next) {
    /** The largest page that any list gives. */
    public static final int LARGEST = 1000;

    /** Copies the items. */
    public Page {
        items = List.copyOf(items);
    }

    /**
     * Cuts a page from one row more than was asked for.
     *
     * @param rows up to {@code limit + 1} rows; the last one only shows that there is more
     * @param limit the size of the page
     * @param cursor writes the cursor that continues after a given row
     * @param <T> what the list holds
     * @return the page
     */
    public static <T> Page<T> cut(List<T> rows, int limit, Function<T, String> cursor) {
        if (rows.size() <= limit) {
            return new Page<>(rows, null);
        }
        return new Page<>(rows.subList(0, limit), cursor.apply(rows.get(limit - 1)));
    }

    /**
     * Refuses a page size out of range.
     *
     * @param limit how many items a caller asks for
     * @return the same
     * @throws IllegalArgumentException unless it is in 1…{@value #LARGEST}
     */
    public static int checkedLimit(int limit) {
        if (limit < 1 || limit > LARGEST) {
            throw new IllegalArgumentException(
                    "limit must be between 1 and " + LARGEST + ", not " + limit);
        }
        return limit;
    }
}
