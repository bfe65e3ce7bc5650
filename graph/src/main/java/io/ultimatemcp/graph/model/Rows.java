package io.ultimatemcp.graph.model;

import io.ultimatemcp.graph.value.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a query.
 *
 * @param columns in the query's order
 * @param values a list per row, parallel to the columns
 * @param truncated there would have been more
 * @param duration from the first word to the engine to the last one from it
 */
public record Rows(
        List<String> columns, List<List<Value>> values, boolean truncated, Duration duration) {
    /** Copies the lists. */
    public Rows {
        columns = List.copyOf(columns);
        values = values.stream().map(List::copyOf).toList();
    }

    /** The rows as maps of plain values, see {@link Value#plain()}. */
    public List<Map<String, @Nullable Object>> results() {
        var results = new ArrayList<Map<String, @Nullable Object>>(values.size());
        for (List<Value> row : values) {
            var result = new LinkedHashMap<String, @Nullable Object>();
            for (int i = 0; i < row.size(); i++) {
                result.put(columns.get(i), row.get(i).plain());
            }
            results.add(result);
        }
        return results;
    }
}
