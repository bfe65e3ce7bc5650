package io.ultimatemcp.server.tool.test;

import io.ultimatemcp.sandbox.Program;
import io.ultimatemcp.server.tool.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a framework is started so that it logs its steps to {@link TestSuite#LOG}. */
final class FrameworkCommand {
    /** First line of the log when the framework is not on the machine. */
    static final String ABSENT = "{\"event\": \"absent\"";

    private static final String LOG = "/work/" + TestSuite.LOG;
    private static final String DRIVER = resource("driver.py");
    private static final String REPORTER =
            "data:text/javascript;base64,"
                    + Base64.getEncoder()
                            .encodeToString(
                                    resource("reporter.mjs").getBytes(StandardCharsets.UTF_8));
    private static final List<String> WHERE_PRESENT =
            List.of(
                    "/bin/sh",
                    "-c",
                    "command -v \"$1\" >/dev/null || { echo '%s}' >%s; exit 127; }; exec \"$@\""
                            .formatted(ABSENT, LOG),
                    "sh");

    private FrameworkCommand() {}

    static Program.Command of(TestSuite suite, @Nullable String select) {
        var argv = new ArrayList<>(WHERE_PRESENT);
        switch (suite.framework()) {
            case PYTEST, UNITTEST -> {
                argv.addAll(List.of("python3", "-u", "-B", "-c", DRIVER));
                argv.addAll(List.of(suite.framework().code(), options(suite, select)));
            }
            case NODE -> {
                argv.addAll(List.of("node", "--test", "--test-concurrency=2"));
                argv.add("--experimental-test-coverage");
                argv.addAll(List.of("--test-reporter=spec", "--test-reporter-destination=stdout"));
                argv.addAll(List.of("--test-reporter=" + REPORTER));
                argv.add("--test-reporter-destination=" + LOG);
                if (select != null) {
                    argv.add("--test-name-pattern=" + select);
                }
                suite.targets().forEach(target -> argv.add("./" + target));
            }
            case BATS -> {
                argv.addAll(List.of("bats", "--timing", "--formatter", "tap"));
                argv.addAll(List.of("--report-formatter", "cat", "--output", "/work"));
                if (select != null) {
                    argv.addAll(List.of("--filter", select));
                }
                argv.add("--recursive");
                if (suite.targets().isEmpty()) {
                    argv.add(".");
                }
                suite.targets().forEach(target -> argv.add("./" + target));
            }
        }
        return new Program.Command(argv, List.of());
    }

    static Map<String, String> environment(TestFramework framework) {
        return switch (framework) {
            case PYTEST, UNITTEST ->
                    Map.of("PYTHONDONTWRITEBYTECODE", "1", "PYTHONUNBUFFERED", "1");
            case NODE -> Map.of();
            case BATS -> Map.of("BATS_REPORT_FILENAME", TestSuite.LOG);
        };
    }

    private static String options(TestSuite suite, @Nullable String select) {
        var options = Json.MAPPER.createObjectNode().put("log", LOG);
        if (select != null) {
            options.put("select", select);
        }
        options.set("targets", Json.MAPPER.valueToTree(suite.targets()));
        return options.toString();
    }

    private static String resource(String name) {
        try (InputStream in = FrameworkCommand.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the build left out " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
