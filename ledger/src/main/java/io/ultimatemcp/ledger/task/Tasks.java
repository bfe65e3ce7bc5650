package io.ultimatemcp.ledger.task;

import io.ultimatemcp.ledger.page.Cursors;
import io.ultimatemcp.ledger.page.Page;
import io.ultimatemcp.ledger.sql.Database;
import io.ultimatemcp.ledger.sql.Micros;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tasks of a ledger. Any thread may call; calls block on the disk. */
public final class Tasks {
    private static final int ROW_BYTES = 512;

    private final Database database;
    private final Cursors cursors;

    /**
     * Opens the tasks.
     *
     * @param database holds them
     * @param cursors seals the positions of lists
     */
    public Tasks(Database database, Cursors cursors) {
        this.database = database;
        this.cursors = cursors;
    }

    /**
     * Stores a new task.
     *
     * @param task with version 0
     * @throws io.ultimatemcp.ledger.fault.Conflict if there is one of this name
     */
    public void create(Task task) {
        database.write(
                bytes(task),
                handle ->
                        TaskRow.bind(
                                        handle.createUpdate(
                                                """
                                                INSERT INTO tasks (id, principal, status,
                                                  status_message, created_us, updated_us, ttl_us,
                                                  expires_us, poll_us, request, input_requests,
                                                  result, error, version)
                                                VALUES (:id, :principal, :status, :status_message,
                                                  :created, :updated, :ttl, :expires, :poll,
                                                  :request, :input_requests, :result, :error,
                                                  :version)\
                                                """),
                                        task)
                                .execute());
    }

    /**
     * Finds a task.
     *
     * @param id its name
     * @return empty if there is none
     */
    public Optional<Task> find(String id) {
        return database.read(handle ->
                handle.createQuery("SELECT * FROM tasks WHERE id = :id")
                        .bind("id", id)
                        .map((row, _) -> TaskRow.read(row))
                        .findOne());
    }

    /**
     * Replaces a task unless someone else changed it, or it has ended, since it was read.
     *
     * @param next made from a task that {@link #find} gave, with that task's version
     * @return the task as stored, with the next version; empty if it was changed, ended or
     *     forgotten in between
     */
    public Optional<Task> replace(Task next) {
        return database.write(
                bytes(next),
                handle ->
                        TaskRow.bind(
                                                        handle.createUpdate(
                                                                """
                                                                UPDATE tasks SET status = :status,
                                                                  status_message = :status_message,
                                                                  updated_us = :updated, ttl_us = :ttl,
                                                                  expires_us = :expires, poll_us = :poll,
                                                                  input_requests = :input_requests,
                                                                  result = :result, error = :error,
                                                                  version = version + 1
                                                                WHERE id = :id AND version = :version
                                                                  AND status IN ('WORKING', 'INPUT_REQUIRED')\
                                                                """),
                                                        next)
                                                .execute()
                                        == 1
                                ? handle.createQuery("SELECT * FROM tasks WHERE id = :id")
                                        .bind("id", next.id())
                                        .map((row, _) -> TaskRow.read(row))
                                        .findOne()
                                : Optional.empty());
    }

    /**
     * Lists the tasks of a principal, the newest first.
     *
     * @param principal whose
     * @param cursor from the page before; absent for the first
     * @param limit 1…{@value Page#LARGEST}
     * @return one page
     * @throws io.ultimatemcp.ledger.fault.BadCursor if the cursor is not from this list
     */
    public Page<Task> list(String principal, @Nullable String cursor, int limit) {
        Page.checkedLimit(limit);
        String list = "tasks " + principal;
        var values = new LinkedHashMap<String, Object>();
        String after = "";
        if (cursor != null) {
            List<String> position = cursors.read(list, cursor);
            after = " AND (created_us, id) < (:created, :id)";
            values.put("created", Long.valueOf(position.get(0)));
            values.put("id", position.get(1));
        }
        String sql =
                "SELECT * FROM tasks WHERE principal = :principal"
                        + after
                        + " ORDER BY created_us DESC, id DESC LIMIT :limit";
        List<Task> rows =
                database.read(handle ->
                        handle.createQuery(sql)
                                .bindMap(values)
                                .bind("principal", principal)
                                .bind("limit", limit + 1)
                                .map((row, _) -> TaskRow.read(row))
                                .list());
        return Page.cut(
                rows,
                limit,
                last ->
                        cursors.write(
                                list,
                                List.of(String.valueOf(Micros.of(last.createdAt())), last.id())));
    }

    /**
     * The tasks that have not ended, for whoever takes them up after a restart.
     *
     * @param after the task of the page before; absent for the first
     * @param limit 1…{@value Page#LARGEST}
     * @return the oldest first
     */
    public List<Task> unfinished(@Nullable Task after, int limit) {
        Page.checkedLimit(limit);
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT * FROM tasks
                                WHERE status IN ('WORKING', 'INPUT_REQUIRED')
                                  AND (created_us, id) > (:created, :id)
                                ORDER BY created_us, id LIMIT :limit\
                                """)
                        .bind("created", after == null ? -1L : Micros.of(after.createdAt()))
                        .bind("id", after == null ? "" : after.id())
                        .bind("limit", limit)
                        .map((row, _) -> TaskRow.read(row))
                        .list());
    }

    /**
     * How many tasks stand where.
     *
     * @return a number for every status
     */
    public Map<TaskStatus, Long> count() {
        return database.read(handle -> {
            var counts = new EnumMap<TaskStatus, Long>(TaskStatus.class);
            for (TaskStatus status : TaskStatus.values()) {
                counts.put(status, 0L);
            }
            handle.createQuery("SELECT status, count(*) AS tasks FROM tasks GROUP BY status")
                    .map((row, _) ->
                            Map.entry(
                                    TaskStatus.valueOf(row.getString("status")),
                                    row.getLong("tasks")))
                    .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
            return counts;
        });
    }

    /**
     * Forgets tasks whose time is over.
     *
     * @param now those that expired at or before this moment
     * @param most how many at once
     * @return how many were forgotten; call again while it is {@code most}
     */
    public int expire(Instant now, int most) {
        return database.write(
                ROW_BYTES,
                handle ->
                        handle.createUpdate(
                                        """
                                        DELETE FROM tasks WHERE id IN (
                                          SELECT id FROM tasks WHERE expires_us <= :now
                                          ORDER BY expires_us LIMIT :most)\
                                        """)
                                .bind("now", Micros.of(now))
                                .bind("most", most)
                                .execute());
    }

    private static long bytes(Task task) {
        var standing = task.standing();
        return ROW_BYTES
                + task.request().length()
                + length(standing.inputRequests())
                + length(standing.result())
                + length(standing.error());
    }

    private static long length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
