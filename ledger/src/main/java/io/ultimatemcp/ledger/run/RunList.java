package io.ultimatemcp.ledger.run;

import io.ultimatemcp.ledger.fault.BadCursor;
import io.ultimatemcp.ledger.page.Cursors;
import io.ultimatemcp.ledger.page.Page;
import io.ultimatemcp.ledger.sql.Database;
import io.ultimatemcp.ledger.sql.Micros;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs in pages, the newest first; runs of the same microsecond by name, the greatest first. */
public final class RunList {
    private final Database database;
    private final Cursors cursors;

    /**
     * Opens the list.
     *
     * @param database holds the runs
     * @param cursors seals the positions
     */
    public RunList(Database database, Cursors cursors) {
        this.database = database;
        this.cursors = cursors;
    }

    /**
     * One page.
     *
     * @param filter which runs
     * @param cursor from the page before, of the same filter; absent for the first
     * @param limit 1…{@value Page#LARGEST}
     * @return the page
     * @throws BadCursor if the cursor is not from this list
     */
    public Page<RunSummary> page(RunFilter filter, @Nullable String cursor, int limit) {
        Page.checkedLimit(limit);
        String list = "runs " + filter;
        var where = new ArrayList<String>();
        var values = new LinkedHashMap<String, Object>();
        conditions(filter, where, values);
        if (cursor != null) {
            List<String> position = cursors.read(list, cursor);
            where.add("(started_us, id) < (:after_started, :after_id)");
            values.put("after_started", Long.valueOf(position.get(0)));
            values.put("after_id", position.get(1));
        }
        String sql =
                "SELECT "
                        + RunRow.SUMMARY
                        + " FROM runs"
                        + (where.isEmpty() ? "" : " WHERE " + String.join(" AND ", where))
                        + " ORDER BY started_us DESC, id DESC LIMIT :limit";
        List<RunSummary> rows =
                database.read(handle ->
                        handle.createQuery(sql)
                                .bindMap(values)
                                .bind("limit", limit + 1)
                                .map((row, _) -> RunRow.summary(row))
                                .list());
        return Page.cut(rows, limit, last -> cursors.write(list, position(last)));
    }

    private static List<String> position(RunSummary last) {
        return List.of(String.valueOf(Micros.of(last.startedAt())), last.id());
    }

    private static void conditions(
            RunFilter filter, List<String> where, Map<String, Object> values) {
        equal("tool", filter.tool(), where, values);
        equal("principal", filter.principal(), where, values);
        equal("outcome", filter.outcome(), where, values);
        equal("language", filter.language(), where, values);
        equal("code_sha256", filter.code() == null ? null : filter.code().hex(), where, values);
        if (filter.since() != null) {
            where.add("started_us >= :since");
            values.put("since", Micros.of(filter.since()));
        }
        if (filter.until() != null) {
            where.add("started_us < :until");
            values.put("until", Micros.of(filter.until()));
        }
    }

    private static void equal(
            String column, @Nullable String value, List<String> where, Map<String, Object> values) {
        if (value != null) {
            where.add(column + " = :" + column);
            values.put(column, value);
        }
    }
}
