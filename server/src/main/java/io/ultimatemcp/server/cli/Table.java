package io.ultimatemcp.server.cli;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Rows in columns of equal width, for people. */
final class Table {
    private static final int WIDEST = 80;

    private Table() {}

    static String of(JsonNode columns, JsonNode rows) {
        List<String> names = columns.valueStream().map(JsonNode::asString).toList();
        var lines = new ArrayList<List<String>>();
        lines.add(names);
        rows.forEach(row -> lines.add(names.stream().map(name -> cell(row.path(name))).toList()));
        int[] widths = new int[names.size()];
        for (var line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.min(WIDEST, Math.max(widths[i], line.get(i).length()));
            }
        }
        var text = new StringBuilder();
        for (var line : lines) {
            var padded = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = line.get(i);
                padded.append(cell).repeat(' ', Math.max(0, widths[i] - cell.length()) + 2);
            }
            text.append(padded.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String cell(JsonNode value) {
        return value.isString() ? value.asString().replace("\n", "\\n") : value.toString();
    }
}
