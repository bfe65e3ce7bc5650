package io.ultimatemcp.ledger.run;

import io.ultimatemcp.ledger.blob.Blob;
import io.ultimatemcp.ledger.blob.Sha256;
import io.ultimatemcp.ledger.sql.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** A run as a row of {@code runs}: the order of the columns is written down here only. */
final class RunRow {
    static final String SUMMARY =
            "id, tool, principal, door, started_us, duration_us, outcome, error_code, language,"
                    + " code_sha256, replays";
    static final String INSERT =
            """
            INSERT INTO runs (id, tool, principal, door, started_us, duration_us, outcome,
              error_code, language, arguments_sha256, code_sha256, request_id, session_id, replays,
              isolation, provenance, result, result_sha256)
            VALUES (:id, :tool, :principal, :door, :started, :duration, :outcome,
              :error_code, :language, :arguments, :code, :request_id, :session_id, :replays,
              :isolation, :provenance, :result, :result_sha256)\
            """;

    private RunRow() {}

    /** Binds every parameter of {@link #INSERT}; a result that was moved to a blob is given so. */
    static Update bind(Update insert, Run run, @Nullable Blob result) {
        return insert.bind("id", run.id())
                .bind("tool", run.tool())
                .bind("principal", run.principal())
                .bind("door", run.door())
                .bind("started", Micros.of(run.startedAt()))
                .bind("duration", run.duration().dividedBy(ChronoUnit.MICROS.getDuration()))
                .bind("outcome", run.outcome())
                .bind("error_code", run.errorCode())
                .bind("language", run.language())
                .bind("arguments", run.arguments().hex())
                .bind("code", hex(run.code()))
                .bind("request_id", run.requestId())
                .bind("session_id", run.sessionId())
                .bind("replays", run.replays())
                .bind("isolation", run.isolation())
                .bind("provenance", run.provenance())
                .bind("result", result == null ? run.result() : null)
                .bind("result_sha256", result == null ? null : result.sha256().hex());
    }

    static RunSummary summary(ResultSet row) throws SQLException {
        return new RunSummary(
                row.getString("id"),
                row.getString("tool"),
                row.getString("principal"),
                row.getString("door"),
                Micros.toInstant(row.getLong("started_us")),
                Duration.of(row.getLong("duration_us"), ChronoUnit.MICROS),
                row.getString("outcome"),
                row.getString("error_code"),
                row.getString("language"),
                digest(row, "code_sha256"),
                row.getString("replays"));
    }

    /** Everything but the artifacts, and the result only when it is in the row. */
    static RunBuilder builder(ResultSet row) throws SQLException {
        String inline = row.getString("result");
        return Run.builder(row.getString("id"), row.getString("tool"), row.getString("principal"))
                .door(row.getString("door"))
                .startedAt(Micros.toInstant(row.getLong("started_us")))
                .duration(Duration.of(row.getLong("duration_us"), ChronoUnit.MICROS))
                .outcome(row.getString("outcome"))
                .errorCode(row.getString("error_code"))
                .language(row.getString("language"))
                .arguments(new Sha256(row.getString("arguments_sha256")))
                .code(digest(row, "code_sha256"))
                .requestId(row.getString("request_id"))
                .sessionId(row.getString("session_id"))
                .replays(row.getString("replays"))
                .isolation(row.getString("isolation"))
                .provenance(row.getString("provenance"))
                .result(inline == null ? "" : inline);
    }

    static @Nullable Sha256 digest(ResultSet row, String column) throws SQLException {
        String hex = row.getString(column);
        return hex == null ? null : new Sha256(hex);
    }

    private static @Nullable String hex(@Nullable Sha256 sha256) {
        return sha256 == null ? null : sha256.hex();
    }
}
