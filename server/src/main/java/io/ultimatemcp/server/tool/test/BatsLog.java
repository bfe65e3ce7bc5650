package io.ultimatemcp.server.tool.test;

import io.ultimatemcp.server.tool.test.TestResult.Case;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the stream that bats gives its formatters: TAP with {@code suite FILE}, {@code begin N
 * NAME} and times between.
 */
final class BatsLog {
    private static final Pattern PLAN = Pattern.compile("1\\.\\.(\\d{1,9})");
    private static final Pattern BEGIN = Pattern.compile("begin \\d+ (.*)");
    private static final Pattern RESULT =
            Pattern.compile(
                    "(not )?ok \\d+ (.*?)(?: in (\\d{1,9})(ms|sec))?(?: # (?:(skip|TODO)|timeout)(.*))?");
    private static final Pattern FIXTURE =
            Pattern.compile("(?s)\\(from function `(setup|teardown)(_file|_suite)?'.*");
    private static final Pattern TEST =
            Pattern.compile(
                    "\\s*@test\\s+(.*\\S)\\s*\\{.*|.*\\s(\\S+)\\s*\\(\\)\\s*\\{\\s*#@test.*");

    private final Tally tally = new Tally();
    private final Map<String, String> sources;
    private int planned = -1;
    private @Nullable String file;
    private @Nullable String begun;
    private @Nullable Case open;

    private BatsLog(Map<String, String> sources) {
        this.sources = sources;
    }

    /**
     * @param sources text of the test files by path, to tell the lines where tests begin
     */
    static Findings read(String log, Map<String, String> sources) {
        var reader = new BatsLog(sources);
        log.lines().forEach(reader::line);
        reader.close();
        if (reader.tally.count() == reader.planned) {
            reader.tally.end();
        }
        return reader.tally.findings();
    }

    private void line(String line) {
        Matcher result = RESULT.matcher(line);
        Matcher begin = BEGIN.matcher(line);
        Matcher plan = PLAN.matcher(line);
        if (line.startsWith("#")) {
            remark(line);
        } else if (line.startsWith("suite ")) {
            close();
            file = Told.path(line.substring("suite ".length()));
        } else if (begin.matches()) {
            close();
            String name = Told.text(begin.group(1), StepLog.MAX_NAME);
            begun = name;
            tally.begin(testCase(name, CaseOutcome.ERROR, 0, StepLog.UNFINISHED));
        } else if (result.matches()) {
            close();
            result(result);
        } else if (plan.matches() && planned < 0) {
            planned = Integer.parseInt(plan.group(1));
        } else if (!line.isBlank()) {
            tally.damage();
        }
    }

    private void result(Matcher result) {
        String name = Told.text(result.group(2), StepLog.MAX_NAME);
        CaseOutcome outcome = outcome(result, name.equals(begun));
        String about = result.group(6);
        String message = about == null || about.isBlank() ? null : about.strip();
        open = testCase(name, outcome, seconds(result), message);
        begun = null;
    }

    private static CaseOutcome outcome(Matcher result, boolean hadBegun) {
        if (result.group(5) != null) {
            return CaseOutcome.SKIPPED;
        }
        if (result.group(1) == null) {
            return CaseOutcome.PASSED;
        }
        return hadBegun ? CaseOutcome.FAILED : CaseOutcome.ERROR;
    }

    /** What follows a result tells more of it. */
    private void remark(String line) {
        Case told = open;
        if (told == null || told.outcome() == CaseOutcome.PASSED) {
            return;
        }
        String text = line.substring(line.startsWith("# ") ? 2 : 1);
        String message = told.message() == null ? text : told.message() + "\n" + text;
        if (message.length() <= StepLog.MAX_MESSAGE) {
            open = testCase(told.name(), told.outcome(), told.durationSeconds(), message);
        }
    }

    private void close() {
        Case told = open;
        if (told != null) {
            String message = told.message();
            boolean fixture = message != null && FIXTURE.matcher(message).matches();
            CaseOutcome outcome =
                    fixture && told.outcome() == CaseOutcome.FAILED
                            ? CaseOutcome.ERROR
                            : told.outcome();
            tally.end(testCase(told.name(), outcome, told.durationSeconds(), message));
            open = null;
        }
    }

    private Case testCase(
            String name, CaseOutcome outcome, double seconds, @Nullable String message) {
        return new Case(
                name,
                file,
                beginsAt(name),
                outcome,
                seconds,
                message == null ? null : Told.text(message, StepLog.MAX_MESSAGE));
    }

    private @Nullable Integer beginsAt(String name) {
        String source = file == null ? null : sources.get(file);
        if (source == null) {
            return null;
        }
        int number = 0;
        for (String line : source.lines().toList()) {
            number++;
            Matcher test = TEST.matcher(line);
            if (test.matches() && unquoted(test).equals(name)) {
                return number;
            }
        }
        return null;
    }

    private static String unquoted(Matcher test) {
        String name = test.group(1) == null ? test.group(2) : test.group(1);
        boolean quoted = name.length() > 1 && (name.startsWith("\"") || name.startsWith("'"));
        return quoted ? name.substring(1, name.length() - 1) : name;
    }

    private static double seconds(Matcher result) {
        if (result.group(3) == null) {
            return 0;
        }
        double number = Integer.parseInt(result.group(3));
        return result.group(4).equals("ms") ? number / 1_000 : number;
    }
}
