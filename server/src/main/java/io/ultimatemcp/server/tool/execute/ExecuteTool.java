package io.ultimatemcp.server.tool.execute;

import io.ultimatemcp.sandbox.Bytes;
import io.ultimatemcp.sandbox.Job;
import io.ultimatemcp.sandbox.Program;
import io.ultimatemcp.sandbox.Report;
import io.ultimatemcp.sandbox.Sandbox;
import io.ultimatemcp.sandbox.session.CellReport;
import io.ultimatemcp.sandbox.session.Sessions;
import io.ultimatemcp.server.guard.access.Permission;
import io.ultimatemcp.server.tool.Answer;
import io.ultimatemcp.server.tool.Call;
import io.ultimatemcp.server.tool.Hints;
import io.ultimatemcp.server.tool.Pace;
import io.ultimatemcp.server.tool.Tool;
import io.ultimatemcp.server.tool.ToolSpec;
import io.ultimatemcp.server.tool.box.Allowance;
import io.ultimatemcp.server.tool.box.Artifacts;
import io.ultimatemcp.server.tool.box.Cells;
import io.ultimatemcp.server.tool.box.GivenFile;
import io.ultimatemcp.server.tool.box.IsolationView;
import io.ultimatemcp.server.tool.box.NetworkView;
import io.ultimatemcp.server.tool.box.Runner;
import io.ultimatemcp.server.tool.box.SessionView;
import io.ultimatemcp.server.tool.box.Share;
import io.ultimatemcp.server.tool.box.SourceText;
import io.ultimatemcp.server.tool.policy.PolicyCheck;
import io.ultimatemcp.server.tool.policy.PolicyFindings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs a program in a fresh sandbox and tells how it ended. */
public final class ExecuteTool implements Tool<ExecuteRequest, ExecuteResult> {
    private static final ToolSpec<ExecuteRequest, ExecuteResult> SPEC =
            new ToolSpec<>(
                    "execute_code",
                    "Execute code",
                    """
                    Runs a Python, JavaScript (Node.js) or bash program in a fresh, isolated sandbox and returns its \
                    output, exit status and the files it left in /work. No network but allow_hosts, no access to the host. Nothing \
                    survives between calls, unless you name a session: then variables and files stay, and the \
                    value of the last expression is printed. Use it to compute, transform data or try code. What the program does \
                    wrong is in the result: check outcome, return_code and stderr. Long output is cut to head and \
                    tail (truncated = true).\
                    """,
                    Permission.TOOLS_EXECUTE,
                    Hints.ADDITIVE,
                    Pace.LASTING,
                    ExecuteRequest.class,
                    ExecuteResult.class);

    private final Runner runner;
    private final Cells cells;
    private final Allowance allowance;
    private final PolicyCheck policy = new PolicyCheck();

    /** Runs programs where {@code sandbox} and {@code sessions} say, asked at the first call. */
    public ExecuteTool(
            Supplier<Sandbox> sandbox, Supplier<Sessions> sessions, Allowance allowance) {
        this.cells = new Cells(sessions, allowance);
        this.runner = new Runner(sandbox, allowance, Runner::pointer);
        this.allowance = allowance;
    }

    @Override
    public ToolSpec<ExecuteRequest, ExecuteResult> spec() {
        return SPEC;
    }

    @Override
    public Answer<ExecuteResult> call(ExecuteRequest request, Call call) {
        Job job = job(request, allowance.of(call.caller()));
        try (var findings = policy.begin(request.language().code(), request.code())) {
            if (request.session() == null) {
                return answer(request, call, job, runner.run(job, call), null, findings.await());
            }
            CellReport cell = cells.run(request.session(), job, call);
            return answer(
                    request, call, job, cell.report(), SessionView.of(cell), findings.await());
        }
    }

    private static Job job(ExecuteRequest request, Share share) {
        Bytes code = SourceText.program("/code", request.code());
        return new Job(
                new Program.Script(request.language().language(), code),
                request.args(),
                request.env(),
                request.stdin() == null
                        ? Bytes.empty()
                        : SourceText.utf8("/stdin", request.stdin()),
                GivenFile.decode(request.files()),
                share.forSeconds(request.timeoutSeconds())
                        .withMemory(share.memory(request.memoryMb())),
                share.hosts(request.allowHosts()));
    }

    private Answer<ExecuteResult> answer(
            ExecuteRequest request,
            Call call,
            Job job,
            Report report,
            @Nullable SessionView session,
            PolicyFindings found) {
        var kept = Artifacts.of(report);
        var isolation = IsolationView.of(report.isolation(), job.limits().wall());
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
                                || Artifacts.someLeftOut(report),
                        seconds(report.duration()),
                        seconds(report.cpu()),
                        report.peakMemory(),
                        Artifacts.entries(kept, call.id()),
                        isolation,
                        found.findings(),
                        found.note(),
                        session,
                        NetworkView.of(job.allowHosts(), report.network()));
        return new Answer<>(
                result,
                report.outcome().code(),
                request.language().code(),
                request.code().getBytes(StandardCharsets.UTF_8),
                isolation,
                runner.provenance(request.language(), job),
                kept);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
