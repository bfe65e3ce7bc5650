package io.ultimatemcp.ledger.audit;

import io.ultimatemcp.ledger.page.Cursors;
import io.ultimatemcp.ledger.page.Page;
import io.ultimatemcp.ledger.sql.Database;
import io.ultimatemcp.ledger.sql.Micros;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entries in pages, the newest first. */
final class AuditList {
    private final Database database;
    private final Cursors cursors;

    AuditList(Database database, Cursors cursors) {
        this.database = database;
        this.cursors = cursors;
    }

    Page<AuditEntry> page(AuditFilter filter, @Nullable String cursor, int limit) {
        Page.checkedLimit(limit);
        String list = "audit " + filter;
        var where = new ArrayList<String>();
        var values = new LinkedHashMap<String, Object>();
        conditions(filter, where, values);
        if (cursor != null) {
            where.add("seq < :before");
            values.put("before", Long.valueOf(cursors.read(list, cursor).getFirst()));
        }
        String sql =
                "SELECT * FROM audit"
                        + (where.isEmpty() ? "" : " WHERE " + String.join(" AND ", where))
                        + " ORDER BY seq DESC LIMIT :limit";
        List<AuditEntry> rows =
                database.read(handle ->
                        handle.createQuery(sql)
                                .bindMap(values)
                                .bind("limit", limit + 1)
                                .map((row, _) -> AuditLog.read(row))
                                .list());
        return Page.cut(
                rows, limit, last -> cursors.write(list, List.of(String.valueOf(last.seq()))));
    }

    private static void conditions(
            AuditFilter filter, List<String> where, Map<String, Object> values) {
        equal("actor", filter.actor(), where, values);
        equal("action", filter.action(), where, values);
        equal("outcome", filter.outcome(), where, values);
        equal("target", filter.target(), where, values);
        equal("request_id", filter.requestId(), where, values);
        if (filter.since() != null) {
            where.add("at_us >= :since");
            values.put("since", Micros.of(filter.since()));
        }
        if (filter.until() != null) {
            where.add("at_us < :until");
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
