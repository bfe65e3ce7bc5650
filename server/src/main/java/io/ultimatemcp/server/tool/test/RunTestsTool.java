package io.ultimatemcp.server.tool.test;

import io.ultimatemcp.sandbox.Artifact;
import io.ultimatemcp.sandbox.Bytes;
import io.ultimatemcp.sandbox.Job;
import io.ultimatemcp.sandbox.Report;
import io.ultimatemcp.sandbox.Sandbox;
import io.ultimatemcp.server.guard.access.Permission;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.tool.Answer;
import io.ultimatemcp.server.tool.Call;
import io.ultimatemcp.server.tool.Hints;
import io.ultimatemcp.server.tool.Pace;
import io.ultimatemcp.server.tool.Tool;
import io.ultimatemcp.server.tool.ToolSpec;
import io.ultimatemcp.server.tool.box.Allowance;
import io.ultimatemcp.server.tool.box.Artifacts;
import io.ultimatemcp.server.tool.box.IsolationView;
import io.ultimatemcp.server.tool.box.Runner;
import io.ultimatemcp.server.tool.box.Share;
import io.ultimatemcp.server.tool.box.SourceText;
import io.ultimatemcp.server.tool.policy.PolicyCheck;
import io.ultimatemcp.server.tool.policy.PolicyFindings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** Runs a test suite in a fresh sandbox and tells what became of each case. */
public final class RunTestsTool implements Tool<TestRequest, TestResult> {
    private static final int MEMORY_MB = 512;
    private static final int NOT_FOUND = 127;
    private static final int MAX_LOG = 8 << 20;

    private static final ToolSpec<TestRequest, TestResult> SPEC =
            new ToolSpec<>(
                    "run_tests",
                    "Run tests",
                    """
                    Runs tests with pytest, unittest, node --test or bats in a fresh, isolated sandbox and returns \
                    each case with file, line and message, the totals, and line coverage for Python and JavaScript. \
                    Give one test file as code, or several as files (tests, code under test, data); both together \
                    work too: code is then the test file. No network; nothing survives between calls. Failing tests \
                    are a result: read summary and cases first, stdout for the framework's own words. A case that \
                    was still running when time was up is an error that says so.\
                    """,
                    Permission.TOOLS_TEST,
                    Hints.ADDITIVE,
                    Pace.LASTING,
                    TestRequest.class,
                    TestResult.class);

    private final Runner runner;
    private final Allowance allowance;
    private final PolicyCheck policy = new PolicyCheck();

    /** Runs suites in the sandbox that {@code sandbox} gives, asked for at the first call. */
    public RunTestsTool(Supplier<Sandbox> sandbox, Allowance allowance) {
        this.runner = new Runner(sandbox, allowance, RunTestsTool::pointer);
        this.allowance = allowance;
    }

    @Override
    public ToolSpec<TestRequest, TestResult> spec() {
        return SPEC;
    }

    @Override
    public Answer<TestResult> call(TestRequest request, Call call) {
        var suite = TestSuite.of(request);
        Job job = job(request, suite, allowance.of(call.caller()));
        if (request.code() == null) {
            return answer(request, suite, call, job, runner.run(job, call), PolicyFindings.NONE);
        }
        try (var found = policy.begin(suite.framework().language().code(), request.code())) {
            return answer(request, suite, call, job, runner.run(job, call), found.await());
        }
    }

    private static Job job(TestRequest request, TestSuite suite, Share share) {
        String select = request.select();
        if (select != null) {
            SourceText.utf8("/select", select);
        }
        return new Job(
                FrameworkCommand.of(suite, select),
                List.of(),
                FrameworkCommand.environment(suite.framework()),
                Bytes.empty(),
                suite.files(),
                share.forSeconds(request.timeoutSeconds()).withMemory(share.memoryUpTo(MEMORY_MB)));
    }

    private Answer<TestResult> answer(
            TestRequest request,
            TestSuite suite,
            Call call,
            Job job,
            Report report,
            PolicyFindings found) {
        var findings = findings(suite, report);
        var kept =
                Artifacts.of(report).stream()
                        .filter(file -> !file.path().equals(TestSuite.LOG))
                        .toList();
        var isolation = IsolationView.of(report.isolation(), job.limits().wall());
        var result =
                new TestResult(
                        call.id(),
                        suite.framework(),
                        report.outcome().code(),
                        report.returnCode(),
                        report.stdout().window(),
                        report.stderr().window(),
                        report.stdout().truncated()
                                || report.stderr().truncated()
                                || Artifacts.someLeftOut(report)
                                || findings.truncated(),
                        report.duration().toNanos() / 1e9,
                        findings.summary(),
                        findings.cases(),
                        findings.complete(),
                        findings.coverage(),
                        Artifacts.entries(kept, call.id()),
                        isolation,
                        found.findings(),
                        found.note());
        return new Answer<>(
                result,
                result.outcome(),
                suite.framework().language().code(),
                request.code() == null ? null : request.code().getBytes(StandardCharsets.UTF_8),
                isolation,
                runner.provenance(suite.framework().language(), job),
                kept);
    }

    private static Findings findings(TestSuite suite, Report report) {
        byte[] bytes =
                report.artifacts().stream()
                        .filter(artifact -> artifact.path().equals(TestSuite.LOG))
                        .findFirst()
                        .map(Artifact::content)
                        .orElse(Bytes.empty())
                        .shared();
        var log = new String(bytes, 0, Math.min(bytes.length, MAX_LOG), StandardCharsets.UTF_8);
        if (report.returnCode() == NOT_FOUND && log.startsWith(FrameworkCommand.ABSENT)) {
            throw absent(suite.framework());
        }
        return switch (suite.framework()) {
            case PYTEST, UNITTEST, NODE -> StepLog.read(log);
            case BATS -> BatsLog.read(log, suite.sources());
        };
    }

    private static Refusal absent(TestFramework framework) {
        return new Refusal(
                Problem.invalid(
                        "/test_framework",
                        "%s is not installed on this server; the Debian package is %s"
                                .formatted(framework.code(), framework.debianPackage())));
    }

    /** Of the command line only the choice of tests comes from the request. */
    private static String pointer(String field) {
        return field.startsWith("argv") ? "/select" : Runner.pointer(field);
    }
}
