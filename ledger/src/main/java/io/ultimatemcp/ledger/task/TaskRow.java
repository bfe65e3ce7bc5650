package io.ultimatemcp.ledger.task;

import io.ultimatemcp.ledger.sql.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** A task as a row of {@code tasks}. */
final class TaskRow {
    private TaskRow() {}

    static Update bind(Update update, Task task) {
        return update.bind("id", task.id())
                .bind("principal", task.principal())
                .bind("status", task.standing().status().name())
                .bind("status_message", task.standing().message())
                .bind("created", Micros.of(task.createdAt()))
                .bind("updated", Micros.of(task.updatedAt()))
                .bind("ttl", micros(task.ttl()))
                .bind("expires", micros(task.expiresAt()))
                .bind("poll", micros(task.pollInterval()))
                .bind("request", task.request())
                .bind("input_requests", task.standing().inputRequests())
                .bind("result", task.standing().result())
                .bind("error", task.standing().error())
                .bind("version", task.version());
    }

    static Task read(ResultSet row) throws SQLException {
        return new Task(
                row.getString("id"),
                row.getString("principal"),
                row.getString("request"),
                new Standing(
                        TaskStatus.valueOf(row.getString("status")),
                        row.getString("status_message"),
                        row.getString("input_requests"),
                        row.getString("result"),
                        row.getString("error")),
                Micros.toInstant(row.getLong("created_us")),
                Micros.toInstant(row.getLong("updated_us")),
                duration(row, "ttl_us"),
                duration(row, "poll_us"),
                row.getLong("version"));
    }

    private static @Nullable Duration duration(ResultSet row, String column) throws SQLException {
        long micros = row.getLong(column);
        return row.wasNull() ? null : Duration.of(micros, ChronoUnit.MICROS);
    }

    private static @Nullable Long micros(@Nullable Duration duration) {
        return duration == null
                ? null
                : Long.valueOf(duration.dividedBy(ChronoUnit.MICROS.getDuration()));
    }

    private static @Nullable Long micros(@Nullable Instant instant) {
        return instant == null ? null : Long.valueOf(Micros.of(instant));
    }
}
