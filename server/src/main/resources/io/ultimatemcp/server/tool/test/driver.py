"""Runs pytest or unittest in the current directory and logs every step, one JSON object a line.

Words: the framework, then {"log", "select"?, "targets"[]} as JSON. The log is appended to at once and
unbuffered, so that a run that is killed leaves what it got done.
"""

import sys

sys.path.pop(0)  # not yet: files of the tests must not stand in for our imports

import inspect
import json
import os
import tempfile
import time
import traceback
import unittest
import warnings

FRAMEWORK, OPTIONS = sys.argv[1], json.loads(sys.argv[2])
pytest = coverage = None
try:
    import coverage
except ImportError:
    pass
try:
    if FRAMEWORK == "pytest":
        import pytest
except ImportError:
    pass

ROOT = os.getcwd()
LOG = os.open(OPTIONS["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
RANK = ["passed", "skipped", "failed", "error"]


def log(event, **more):
    os.write(LOG, (json.dumps({"event": event, **more}) + "\n").encode())


def cut(text, limit=4000):
    text = str(text)
    return text if len(text) <= limit else text[: limit // 2] + "\n[…]\n" + text[-limit // 2 :]


def inside(path):
    path = os.path.join(ROOT, str(path))
    return os.path.relpath(path, ROOT) if path.startswith(ROOT + "/") else None


class Case:
    """One test; the worst that happened to it is its outcome."""

    def __init__(self, name, file, line):
        self.what = {"name": cut(name, 500), "file": file, "line": line}
        self.outcome, self.seconds, self.messages = "passed", 0.0, []
        log("start", **self.what)

    def mark(self, outcome, message=None):
        self.outcome = max(self.outcome, outcome, key=RANK.index)
        if message:
            self.messages.append(message)

    def close(self):
        message = cut("\n".join(self.messages)) if self.messages else None
        log("case", outcome=self.outcome, seconds=self.seconds, message=message, **self.what)


class PytestSteps:
    def __init__(self):
        self.open = {}

    def pytest_collectreport(self, report):
        if report.passed:
            return
        case = Case(report.nodeid or "collection", inside(report.fspath or ""), None)
        case.mark("error" if report.failed else "skipped", self.explain(report))
        case.close()

    def pytest_runtest_logstart(self, nodeid, location):
        file, line, name = location
        self.open[nodeid] = Case(name, inside(file), None if line is None else line + 1)

    def pytest_runtest_logreport(self, report):
        case = self.open.get(report.nodeid)
        if case is None:
            return
        case.seconds += report.duration
        if report.failed:
            case.mark("failed" if report.when == "call" else "error", self.explain(report))
        elif report.skipped:
            expected = getattr(report, "wasxfail", None)
            reason = self.explain(report) if expected is None else f"expected failure: {expected}"
            case.mark("skipped", reason)

    def pytest_runtest_logfinish(self, nodeid, location):
        case = self.open.pop(nodeid, None)
        if case is not None:
            case.close()

    @staticmethod
    def explain(report):
        if isinstance(report.longrepr, tuple):
            return str(report.longrepr[2])
        crash = getattr(report.longrepr, "reprcrash", None)
        if crash is None:
            return cut(report.longrepr)
        return cut(f"{inside(crash.path) or crash.path}:{crash.lineno}: {crash.message}")


def run_pytest():
    words = ["-q", "--color=no", "-p", "no:cacheprovider", "--rootdir", ROOT]
    select = OPTIONS.get("select")
    targets = OPTIONS["targets"]
    if select and "::" in select:
        targets = [select]
    elif select:
        words.append("-k" + select)
    sys.argv = ["pytest"]
    return int(pytest.main(words + [os.path.join(ROOT, t) for t in targets], [PytestSteps()]))


def run_unittest():
    class Steps(unittest.TextTestResult):
        def startTest(self, test):
            super().startTest(test)
            self.case, self.began = self.describe(test), time.perf_counter()

        def stopTest(self, test):
            self.case.seconds = time.perf_counter() - self.began
            self.case.close()
            self.case = None
            super().stopTest(test)

        def mark(self, test, outcome, message):
            if getattr(self, "case", None) is not None:
                self.case.mark(outcome, message)
                return
            case = self.describe(test)  # a fixture of a class or module
            case.mark(outcome, message)
            case.close()

        def addError(self, test, error):
            super().addError(test, error)
            self.mark(test, "error", self.explain(error))

        def addFailure(self, test, error):
            super().addFailure(test, error)
            self.mark(test, "failed", self.explain(error))

        def addSkip(self, test, reason):
            super().addSkip(test, reason)
            self.mark(test, "skipped", reason)

        def addExpectedFailure(self, test, error):
            super().addExpectedFailure(test, error)
            self.mark(test, "skipped", "expected failure: " + self.explain(error))

        def addUnexpectedSuccess(self, test):
            super().addUnexpectedSuccess(test)
            self.mark(test, "failed", "expected to fail, but passed")

        def addSubTest(self, test, subtest, error):
            super().addSubTest(test, subtest, error)
            if error is not None:
                failed = issubclass(error[0], test.failureException)
                about = subtest._subDescription() + ": " + self.explain(error)
                self.mark(test, "failed" if failed else "error", about)

        @staticmethod
        def describe(test):
            method = getattr(test, "_testMethodName", None)
            if method is None:
                return Case(test.id(), None, None)
            if type(test).__module__ == "unittest.loader":
                return Case(method, None, None)
            function = inspect.unwrap(getattr(type(test), method, None) or getattr(test, method))
            code = getattr(function, "__code__", None)
            file, line = (inside(code.co_filename), code.co_firstlineno) if code else (None, None)
            return Case(f"{type(test).__qualname__}.{method}", file, line)

        @staticmethod
        def explain(error):
            kind, value, trace = error
            ours = [f for f in traceback.extract_tb(trace) if inside(f.filename)]
            where = f"{inside(ours[-1].filename)}:{ours[-1].lineno}: " if ours else ""
            return cut(where + "".join(traceback.format_exception_only(kind, value)).strip())

    loader = unittest.TestLoader()
    select = OPTIONS.get("select")
    if select:
        loader.testNamePatterns = [select if "*" in select else f"*{select}*"]
    targets = OPTIONS["targets"]
    if targets:
        names = [os.path.splitext(t)[0].replace("/", ".") for t in targets]
        tests = loader.loadTestsFromNames(names)
    else:
        tests = loader.discover(ROOT, "test*.py")
    sys.argv = ["unittest"]
    result = unittest.TextTestRunner(verbosity=2, resultclass=Steps).run(tests)
    return 0 if result.wasSuccessful() else 1


def covered(run):
    """Runs with line coverage where the machine has coverage.py."""
    if coverage is None:
        return run()
    warnings.filterwarnings("ignore", category=coverage.exceptions.CoverageWarning)
    meter = coverage.Coverage(data_file=None, config_file=False, source=[ROOT])
    meter.start()
    try:
        return run()
    finally:
        meter.stop()
        log_coverage(meter)


def log_coverage(meter):
    os.chdir(ROOT)
    handle, path = tempfile.mkstemp()
    os.close(handle)
    try:
        meter.json_report(outfile=path, ignore_errors=True)
    except coverage.exceptions.CoverageException:
        return
    with open(path, encoding="utf-8") as file:
        report = json.load(file)
    for name, entry in report["files"].items():
        percent = entry["summary"]["percent_covered"]
        log("covered", file=name, percent=percent, missing=entry["missing_lines"][:5000])
    log("coverage", percent=report["totals"]["percent_covered"])


if FRAMEWORK == "pytest" and pytest is None:
    log("absent", name="pytest")
    sys.exit(127)
sys.path.insert(0, ROOT)
status = covered(run_pytest if FRAMEWORK == "pytest" else run_unittest)
log("end")
sys.exit(status)
