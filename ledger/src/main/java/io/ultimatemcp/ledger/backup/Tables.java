package io.ultimatemcp.ledger.backup;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/** Every table of the ledger with its primary key, in an order in which foreign keys hold. */
final class Tables {
    static final SequencedMap<String, String> ALL = all();

    /** The next numbers to hand out follow these, or a follower would miss what comes. */
    static final Map<String, String> SEQUENCES =
            Map.of(
                    "outbox",
                    """
                    SELECT COALESCE(MAX(seq), 0) FROM (
                      SELECT seq FROM outbox UNION ALL SELECT seq FROM outbox_consumers) AS seqs\
                    """,
                    "revocations",
                    "SELECT COALESCE(MAX(seq), 0) FROM revocations");

    private Tables() {}

    private static SequencedMap<String, String> all() {
        var tables = new LinkedHashMap<String, String>();
        tables.put("notes", "name");
        tables.put("blobs", "sha256");
        tables.put("runs", "id");
        tables.put("artifacts", "run_id, position");
        tables.put("run_blobs", "run_id, sha256");
        tables.put("outbox", "seq");
        tables.put("outbox_consumers", "consumer");
        tables.put("tasks", "id");
        tables.put("users", "name");
        tables.put("role_assignments", "user_name, role");
        tables.put("api_keys", "id");
        tables.put("refresh_tokens", "secret_sha256");
        tables.put("revocations", "seq");
        tables.put("audit", "seq");
        return Collections.unmodifiableSequencedMap(tables);
    }
}
