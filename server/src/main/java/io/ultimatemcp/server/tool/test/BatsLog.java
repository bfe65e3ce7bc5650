package io.ultimatemcp.server.tool.test;

import io.ultimatemcp.server.tool.test.TestResult.Case;
import java.util.HashMap;
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
    private static final String KEYWORD = "@test ";
    private static final String MARK = "@test";
    private static final Pattern FIXTURE =
            Pattern.compile("(?s)\\(from function `(setup|teardown)(_file|_suite)?'.*");

    private final Tally tally = new Tally();
    private final Map<String, String> sources;
    private final Map<String, Map<String, Integer>> beginnings = new HashMap<>();
    private final StringBuilder about = new StringBuilder();
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
        String why = result.group(6);
        about.setLength(0);
        about.append(why == null ? "" : Told.text(why.strip(), StepLog.MAX_MESSAGE));
        open = testCase(name, outcome, seconds(result), null);
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
        if (about.length() + text.length() < StepLog.MAX_MESSAGE) {
            about.append(about.isEmpty() ? "" : "\n").append(text);
        }
    }

    private void close() {
        Case told = open;
        if (told != null) {
            String message = about.isEmpty() ? null : about.toString();
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
        return source == null
                ? null
                : beginnings.computeIfAbsent(file, _ -> beginnings(source)).get(name);
    }

    /** The line of each test by its name; the first of those that have the same one. */
    private static Map<String, Integer> beginnings(String source) {
        var lines = new HashMap<String, Integer>();
        int number = 0;
        for (String line : source.lines().toList()) {
            number++;
            String name = named(line.strip());
            if (name != null) {
                lines.putIfAbsent(name, number);
            }
        }
        return lines;
    }

    /** The test that a line begins: of the keyword, or a function that a remark marks as one. */
    private static @Nullable String named(String line) {
        if (line.startsWith(KEYWORD)) {
            int brace = line.lastIndexOf('{');
            return brace < KEYWORD.length()
                    ? null
                    : unquoted(line.substring(KEYWORD.length(), brace).strip());
        }
        String begun = before(before(before(line, MARK), "#"), "{");
        String function = begun.endsWith("()") ? before(begun, "()") : begun;
        return function.isEmpty() ? null : function.substring(1 + function.lastIndexOf(' '));
    }

    /** What comes before that end, spaces aside; nothing when it is none. */
    private static String before(String text, String end) {
        return text.endsWith(end) ? text.substring(0, text.length() - end.length()).strip() : "";
    }

    private static String unquoted(String name) {
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
