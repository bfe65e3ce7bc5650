package io.ultimatemcp.server.tool.test;

import io.ultimatemcp.server.tool.Json;
import io.ultimatemcp.server.tool.test.TestResult.Case;
import io.ultimatemcp.server.tool.test.TestResult.FileCoverage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads the log of our drivers for Python and Node.js: one JSON object a line. */
final class StepLog {
    /** Between the names of a nested test. */
    static final String NESTED = " > ";

    static final int MAX_NAME = 600;
    static final int MAX_MESSAGE = 4_200;
    static final String UNFINISHED = "had not finished when the run ended";

    private static final int MAX_LINE = 1 << 16;
    private static final int MAX_MISSING = 5_000;

    private final Tally tally = new Tally();

    private StepLog() {}

    static Findings read(String log) {
        var reader = new StepLog();
        log.lines().filter(line -> !line.isBlank()).forEach(reader::line);
        return reader.tally.findings();
    }

    private void line(String line) {
        if (line.length() > MAX_LINE || !understood(line)) {
            tally.damage();
        }
    }

    private boolean understood(String line) {
        try {
            JsonNode step = Json.MAPPER.readTree(line);
            return step.isObject() && step(step);
        } catch (JacksonException e) {
            return false;
        }
    }

    /** Takes one step; false when it is none. */
    private boolean step(JsonNode step) {
        switch (step.path("event").asString("")) {
            case "start" -> tally.begin(testCase(step, CaseOutcome.ERROR, UNFINISHED));
            case "left_out" -> tally.leaveOut(file(step), name(step));
            case "case" -> {
                CaseOutcome outcome = outcome(step);
                if (outcome == null) {
                    return false;
                }
                tally.end(testCase(step, outcome, message(step)));
            }
            case "covered" -> cover(step);
            case "coverage" -> tally.coverAll(percent(step));
            case "end" -> tally.end();
            default -> {
                return false;
            }
        }
        return true;
    }

    private void cover(JsonNode step) {
        String file = file(step);
        if (file == null) {
            return;
        }
        List<Integer> missing = new ArrayList<>();
        for (JsonNode line : step.path("missing")) {
            Integer number = lineNumber(line);
            if (number != null && missing.size() < MAX_MISSING) {
                missing.add(number);
            }
        }
        tally.cover(new FileCoverage(file, percent(step), List.copyOf(missing)));
    }

    private static Case testCase(JsonNode step, CaseOutcome outcome, @Nullable String message) {
        return new Case(
                name(step),
                file(step),
                lineNumber(step.path("line")),
                outcome,
                Told.seconds(step.path("seconds").asDouble(0)),
                message);
    }

    private static @Nullable CaseOutcome outcome(JsonNode step) {
        try {
            return CaseOutcome.valueOf(step.path("outcome").asString("").toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static String name(JsonNode step) {
        return Told.text(step.path("name").asString(""), MAX_NAME);
    }

    private static @Nullable String message(JsonNode step) {
        JsonNode message = step.path("message");
        return message.isString() ? Told.text(message.stringValue().strip(), MAX_MESSAGE) : null;
    }

    private static @Nullable String file(JsonNode step) {
        JsonNode file = step.path("file");
        return file.isString() ? Told.path(file.stringValue()) : null;
    }

    private static @Nullable Integer lineNumber(JsonNode line) {
        return line.isInt() && line.intValue() > 0 ? line.intValue() : null;
    }

    private static double percent(JsonNode step) {
        return Told.percent(step.path("percent").asDouble(0));
    }
}
