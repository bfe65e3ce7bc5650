package io.ultimatemcp.server.tool.box;

import io.ultimatemcp.sandbox.Job;
import io.ultimatemcp.sandbox.Listener;
import io.ultimatemcp.sandbox.Refusal.Busy;
import io.ultimatemcp.sandbox.Refusal.Invalid;
import io.ultimatemcp.sandbox.Refusal.Unavailable;
import io.ultimatemcp.sandbox.Report;
import io.ultimatemcp.sandbox.Running;
import io.ultimatemcp.sandbox.Sandbox;
import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.tool.Call;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** Runs jobs of calls to their end. Safe for any thread. */
public final class Runner {
    private final Supplier<Sandbox> sandbox;
    private final Toolchain toolchain;
    private final Allowance allowance;
    private final UnaryOperator<String> pointers;

    /**
     * Runs them in the sandbox that {@code sandbox} gives, asked for at the first call.
     *
     * @param pointers turns the sandbox's name of a field into a pointer into the tool's request;
     *     {@link #pointer} does for fields that are called the same
     */
    public Runner(Supplier<Sandbox> sandbox, Allowance allowance, UnaryOperator<String> pointers) {
        this.sandbox = sandbox;
        this.toolchain = new Toolchain(sandbox, InstantSource.system());
        this.allowance = allowance;
        this.pointers = pointers;
    }

    /**
     * Runs one job, cancelled with the call; its output is told as progress. Blocks until it ended.
     *
     * @throws Refusal 422 when the job cannot be run as it is, 429 when the caller runs as many as
     *     it may, 503 when no sandbox is free or there is none
     */
    public Report run(Job job, Call call) {
        try (var _ = allowance.seat(call.caller())) {
            return switch (sandbox.get().start(job, live(call))) {
                case Running running -> finish(running, call);
                case io.ultimatemcp.sandbox.Refusal refusal ->
                        throw new Refusal(explain(refusal, pointers));
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(Problem.of(ErrorCode.BUSY, "the server is stopping"));
        }
    }

    /** Interpreter and limits of a job that ran, for the provenance of its run. */
    public ObjectNode provenance(ProgramLanguage language, Job job) {
        return toolchain.provenance(language.code(), job.limits());
    }

    /** The field of a job as a pointer into a request that calls it the same. */
    public static String pointer(String field) {
        return switch (field) {
            case "limits.wall", "limits.cpu" -> "/timeout_seconds";
            case "limits.memory" -> "/memory_mb";
            case "program.code", "program" -> "/code";
            default ->
                    "/"
                            + field.replace("].", "/")
                                    .replace("[", "/")
                                    .replace("]", "")
                                    .replace('.', '/');
        };
    }

    private static Report finish(Running running, Call call) throws InterruptedException {
        try (var _ = call.cancel().onCancel(running::cancel)) {
            Report report = running.await();
            call.kept().until(report::close);
            return report;
        }
    }

    /** Tells what is written as progress of the call. */
    static Listener live(Call call) {
        return new LiveLines(call.progress(), System::nanoTime);
    }

    static Problem explain(io.ultimatemcp.sandbox.Refusal refusal, UnaryOperator<String> pointers) {
        return switch (refusal) {
            case Invalid(String field, String detail) ->
                    Problem.invalid(pointers.apply(field), detail);
            case Unavailable(String reason, String fix) ->
                    Problem.of(ErrorCode.SANDBOX_UNAVAILABLE, reason + "; " + fix);
            case Busy(Duration retryAfter) ->
                    Problem.retryLater(
                            ErrorCode.BUSY, "all sandboxes are in use; try again", retryAfter);
        };
    }
}
