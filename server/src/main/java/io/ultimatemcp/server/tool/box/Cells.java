package io.ultimatemcp.server.tool.box;

import io.ultimatemcp.sandbox.Job;
import io.ultimatemcp.sandbox.session.CellReport;
import io.ultimatemcp.sandbox.session.Declined;
import io.ultimatemcp.sandbox.session.Declined.LessMemory;
import io.ultimatemcp.sandbox.session.Declined.Occupied;
import io.ultimatemcp.sandbox.session.Declined.OtherLanguage;
import io.ultimatemcp.sandbox.session.Declined.Refused;
import io.ultimatemcp.sandbox.session.Declined.TooMany;
import io.ultimatemcp.sandbox.session.Declined.TooManyOwn;
import io.ultimatemcp.sandbox.session.Sessions;
import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.tool.Call;
import java.time.Duration;
import java.util.function.Supplier;

/** Runs jobs of calls as cells of sessions. A session belongs to its principal. */
public final class Cells {
    private final Supplier<Sessions> sessions;
    private final Allowance allowance;

    /** Runs them in the sessions that {@code sessions} gives, asked for at the first call. */
    public Cells(Supplier<Sessions> sessions, Allowance allowance) {
        this.sessions = sessions;
        this.allowance = allowance;
    }

    /**
     * Runs one job, cancelled with the call; its output is told as progress. Blocks until it ended.
     *
     * @throws Refusal 409 when the session is busy or speaks another language, 422 when the job
     *     cannot be run as it is, 429 or 503 when there is no room
     */
    public CellReport run(String name, Job job, Call call) {
        try (var _ = allowance.seat(call.caller())) {
            return switch (sessions.get()
                    .run(
                            call.caller().id(),
                            name,
                            job,
                            Runner.live(call),
                            call.cancel()::isCancelled)) {
                case CellReport cell -> {
                    call.kept().until(cell.report()::close);
                    yield cell;
                }
                case Declined declined -> throw new Refusal(explain(name, declined));
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(Problem.of(ErrorCode.BUSY, "the server is stopping"));
        }
    }

    private static Problem explain(String name, Declined declined) {
        return switch (declined) {
            case Refused(io.ultimatemcp.sandbox.Refusal refusal) ->
                    Runner.explain(refusal, Runner::pointer);
            case Occupied(Duration waited) ->
                    Problem.retryLater(
                            ErrorCode.CONFLICT,
                            "session %s was still busy with another call after %d s; try again or take another name"
                                    .formatted(name, waited.toSeconds()),
                            Duration.ofSeconds(1));
            case OtherLanguage(var its) ->
                    Problem.of(
                            ErrorCode.CONFLICT,
                            "session %s speaks %s; call it in that language, close it, or take another name"
                                    .formatted(name, ProgramLanguage.of(its).code()));
            case LessMemory(long bytes) ->
                    Problem.invalid(
                            "/memory_mb",
                            "session %s has %d MiB, as its first call asked; close it to begin one with more"
                                    .formatted(name, bytes >> 20));
            case TooManyOwn(int limit, Duration retryAfter) ->
                    Problem.retryLater(
                            ErrorCode.TOO_MANY_REQUESTS,
                            "you have %d sessions, as many as you may (sandbox.sessions.per-principal), and all are busy"
                                    .formatted(limit),
                            retryAfter);
            case TooMany(int limit, Duration retryAfter) ->
                    Problem.retryLater(
                            ErrorCode.BUSY,
                            "there are %d sessions, as many as there may be (sandbox.sessions.total), and all are busy"
                                    .formatted(limit),
                            retryAfter);
        };
    }
}
