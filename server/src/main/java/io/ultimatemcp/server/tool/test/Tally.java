package io.ultimatemcp.server.tool.test;

import io.ultimatemcp.server.tool.test.TestResult.Case;
import io.ultimatemcp.server.tool.test.TestResult.Coverage;
import io.ultimatemcp.server.tool.test.TestResult.FileCoverage;
import io.ultimatemcp.server.tool.test.TestResult.Summary;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Adds up the steps that a log tells, in their order. All cases are counted, a bounded number is
 * kept. A case that began and never ended, in a run that did not get to its end either, becomes an
 * error of its own: it is the one to look at.
 */
final class Tally {
    private static final int MAX_CASES = 2_000;
    private static final int MAX_FILES = 250;
    private static final int MAX_MESSAGES = 1 << 20;

    private final Map<String, Case> begun = new LinkedHashMap<>();
    private final List<Case> cases = new ArrayList<>();
    private final Map<CaseOutcome, Integer> counts = new EnumMap<>(CaseOutcome.class);
    private final List<FileCoverage> files = new ArrayList<>();
    private @Nullable Double percent;
    private int messages;
    private boolean ended;
    private boolean damaged;
    private boolean truncated;

    /** A case began; its outcome is that of one which never ends. */
    void begin(Case unfinished) {
        if (begun.size() < MAX_CASES) {
            begun.put(key(unfinished.file(), unfinished.name()), unfinished);
        }
    }

    /** What began is no case after all. */
    void leaveOut(@Nullable String file, String name) {
        begun.remove(key(file, name));
    }

    void end(Case done) {
        begun.remove(key(done.file(), done.name()));
        add(done);
    }

    void cover(FileCoverage file) {
        if (files.size() < MAX_FILES) {
            files.add(file);
        } else {
            truncated = true;
        }
    }

    void coverAll(double percent) {
        this.percent = percent;
    }

    /** The framework got to its end. */
    void end() {
        ended = true;
    }

    /** Something in the log could not be read. */
    void damage() {
        damaged = true;
    }

    int count() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    Findings findings() {
        if (!ended) {
            begun.values().stream().filter(this::hasNoChild).toList().forEach(this::add);
        }
        return new Findings(
                new Summary(
                        count(),
                        count(CaseOutcome.PASSED),
                        count(CaseOutcome.FAILED),
                        count(CaseOutcome.ERROR),
                        count(CaseOutcome.SKIPPED)),
                List.copyOf(cases),
                ended && !damaged,
                truncated,
                percent == null || files.isEmpty()
                        ? null
                        : new Coverage(percent, List.copyOf(files)));
    }

    private void add(Case done) {
        counts.merge(done.outcome(), 1, Integer::sum);
        int length = done.message() == null ? 0 : done.message().length();
        if (cases.size() == MAX_CASES || messages + length > MAX_MESSAGES) {
            truncated = true;
            return;
        }
        messages += length;
        cases.add(done);
    }

    /** A group hangs because a test in it does; the test is enough. */
    private boolean hasNoChild(Case unfinished) {
        String prefix = key(unfinished.file(), unfinished.name() + StepLog.NESTED);
        return begun.keySet().stream().noneMatch(key -> key.startsWith(prefix));
    }

    private int count(CaseOutcome outcome) {
        return counts.getOrDefault(outcome, 0);
    }

    private static String key(@Nullable String file, String name) {
        return file + "\0" + name;
    }
}
