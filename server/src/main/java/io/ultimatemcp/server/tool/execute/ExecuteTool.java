package io.ultimatemcp.server.tool.execute;

import io.ultimatemcp.sandbox.Bytes;
import io.ultimatemcp.sandbox.Job;
import io.ultimatemcp.sandbox.Language;
import io.ultimatemcp.sandbox.Limits;
import io.ultimatemcp.sandbox.Listener;
import io.ultimatemcp.sandbox.Program;
import io.ultimatemcp.sandbox.Report;
import io.ultimatemcp.sandbox.Running;
import io.ultimatemcp.sandbox.Sandbox;
import io.ultimatemcp.server.guard.access.Permission;
import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.settings.Settings;
import io.ultimatemcp.server.tool.Answer;
import io.ultimatemcp.server.tool.Call;
import io.ultimatemcp.server.tool.Hints;
import io.ultimatemcp.server.tool.Tool;
import io.ultimatemcp.server.tool.ToolSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs a program in a fresh sandbox and tells how it ended. */
public final class ExecuteTool implements Tool<ExecuteRequest, ExecuteResult> {
    private static final int MAX_FILE_BYTES = 3 << 20;

    private static final ToolSpec<ExecuteRequest, ExecuteResult> SPEC =
            new ToolSpec<>(
                    "execute_code",
                    "Execute code",
                    """
                    Runs a Python, JavaScript (Node.js) or bash program in a fresh, isolated sandbox and returns its \
                    output, exit status and the files it left in /work. No network, no access to the host, nothing \
                    survives between calls. Use it to compute, transform data or try code. What the program does \
                    wrong is in the result: check outcome, return_code and stderr. Long output is cut to head and \
                    tail (truncated = true).\
                    """,
                    Permission.TOOLS_EXECUTE,
                    Hints.ADDITIVE,
                    ExecuteRequest.class,
                    ExecuteResult.class);

    private final Supplier<Sandbox> sandbox;
    private final Settings.Sandbox settings;

    /** Runs programs in the sandbox that {@code sandbox} gives, asked for at the first call. */
    public ExecuteTool(Supplier<Sandbox> sandbox, Settings.Sandbox settings) {
        this.sandbox = sandbox;
        this.settings = settings;
    }

    @Override
    public ToolSpec<ExecuteRequest, ExecuteResult> spec() {
        return SPEC;
    }

    @Override
    public Answer<ExecuteResult> call(ExecuteRequest request, Call call) {
        Job job = job(request);
        Listener live = (stream, text) -> call.progress().step(1, lastLine(text));
        try {
            return switch (sandbox.get().start(job, live)) {
                case Running running -> answer(request, call, finish(running, call));
                case io.ultimatemcp.sandbox.Refusal refusal -> throw new Refusal(explain(refusal));
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(Problem.of(ErrorCode.BUSY, "the server is stopping"));
        }
    }

    private static Report finish(Running running, Call call) throws InterruptedException {
        try (var _ = call.cancel().onCancel(running::cancel)) {
            return running.await();
        }
    }

    private Job job(ExecuteRequest request) {
        if (request.code().indexOf('\0') >= 0) {
            throw invalid("/code", "holds a NUL character, which no program text may");
        }
        return new Job(
                new Program.Script(language(request.language()), bytes("/code", request.code())),
                request.args(),
                request.env(),
                request.stdin() == null ? Bytes.empty() : bytes("/stdin", request.stdin()),
                files(request.files()),
                limits(request));
    }

    private Limits limits(ExecuteRequest request) {
        var wall = Duration.ofMillis(Math.round(request.timeoutSeconds() * 1_000));
        if (wall.compareTo(settings.maxTimeout()) > 0) {
            throw invalid(
                    "/timeout_seconds",
                    "the limit here is " + settings.maxTimeout().toSeconds() + " seconds");
        }
        long memory = (long) request.memoryMb() << 20;
        if (memory > settings.maxMemory().bytes()) {
            throw invalid(
                    "/memory_mb",
                    "the limit here is " + (settings.maxMemory().bytes() >> 20) + " MiB");
        }
        return Limits.standard().withWall(wall).withMemory(memory);
    }

    private static List<io.ultimatemcp.sandbox.InputFile> files(
            List<ExecuteRequest.InputFile> given) {
        var files = new ArrayList<io.ultimatemcp.sandbox.InputFile>();
        for (int i = 0; i < given.size(); i++) {
            var file = given.get(i);
            files.add(
                    new io.ultimatemcp.sandbox.InputFile(
                            file.path(), content(file, "/files/" + i)));
        }
        return files;
    }

    private static Bytes content(ExecuteRequest.InputFile file, String pointer) {
        if ((file.content() == null) == (file.contentBase64() == null)) {
            throw invalid(pointer, "give exactly one of content and content_base64");
        }
        var content =
                file.content() != null
                        ? bytes(pointer + "/content", file.content())
                        : base64(file, pointer);
        if (content.size() > MAX_FILE_BYTES) {
            throw invalid(
                    pointer, "is " + content.size() + " bytes; the limit is " + MAX_FILE_BYTES);
        }
        return content;
    }

    private static Bytes base64(ExecuteRequest.InputFile file, String pointer) {
        try {
            return Bytes.of(
                    java.util.Base64.getDecoder().decode(String.valueOf(file.contentBase64())));
        } catch (IllegalArgumentException e) {
            throw new Refusal(
                    Problem.invalid(
                            pointer + "/content_base64", "is not base64: " + e.getMessage()));
        }
    }

    /** JSON can carry half a surrogate pair, UTF-8 cannot. */
    private static Bytes bytes(String pointer, String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw invalid(pointer, "holds a lone surrogate, which is no Unicode text");
        }
        return Bytes.utf8(text);
    }

    private static Language language(ProgramLanguage language) {
        return switch (language) {
            case PYTHON -> Language.PYTHON;
            case JAVASCRIPT -> Language.JAVASCRIPT;
            case BASH -> Language.BASH;
        };
    }

    private static Answer<ExecuteResult> answer(ExecuteRequest request, Call call, Report report) {
        var kept = Artifacts.of(report);
        var isolation = IsolationView.of(report.isolation());
        var result =
                new ExecuteResult(
                        call.id(),
                        report.outcome().code(),
                        report.returnCode(),
                        report.stdout().window(),
                        report.stderr().window(),
                        report.stdout().written(),
                        report.stderr().written(),
                        report.stdout().truncated()
                                || report.stderr().truncated()
                                || report.artifactsTruncated(),
                        seconds(report.duration()),
                        seconds(report.cpu()),
                        report.peakMemory(),
                        Artifacts.entries(kept, call.id()),
                        isolation);
        return new Answer<>(
                result,
                report.outcome().code(),
                language(request.language()).name().toLowerCase(java.util.Locale.ROOT),
                request.code().getBytes(StandardCharsets.UTF_8),
                isolation,
                kept);
    }

    private static Problem explain(io.ultimatemcp.sandbox.Refusal refusal) {
        return switch (refusal) {
            case io.ultimatemcp.sandbox.Refusal.Invalid(String field, String detail) ->
                    Problem.invalid(pointer(field), detail);
            case io.ultimatemcp.sandbox.Refusal.Unavailable(String reason, String fix) ->
                    Problem.of(ErrorCode.SANDBOX_UNAVAILABLE, reason + "; " + fix);
            case io.ultimatemcp.sandbox.Refusal.Busy(Duration retryAfter) ->
                    Problem.retryLater(
                            ErrorCode.BUSY, "all sandboxes are in use; try again", retryAfter);
        };
    }

    /** The sandbox's name of a field as a pointer into our request. */
    private static String pointer(String field) {
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

    private static Refusal invalid(String pointer, String message) {
        return new Refusal(Problem.invalid(pointer, message));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static String lastLine(@Nullable String text) {
        var lines = String.valueOf(text).strip();
        int from = lines.lastIndexOf('\n') + 1;
        return lines.substring(from, Math.min(lines.length(), from + 200));
    }
}
