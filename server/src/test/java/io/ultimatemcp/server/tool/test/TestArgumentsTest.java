package io.ultimatemcp.server.tool.test;

import static io.ultimatemcp.server.tool.test.TestBench.code;
import static io.ultimatemcp.server.tool.test.TestBench.withFile;
import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.FieldError;
import io.ultimatemcp.server.tool.Json;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Requests that cannot be served are refused with the field's name. */
final class TestArgumentsTest {
    private static final TestBench BENCH = new TestBench();

    @AfterAll
    static void close() {
        BENCH.close();
    }

    @Test
    void aFrameworkThatDoesNotSpeakTheLanguageIsRefused() {
        assertFault(code("bats", "x").put("language", "python"), "/test_framework", "use pytest");
        assertFault(code("jest", "x"), "/test_framework", "pytest");
    }

    @Test
    void thereMustBeSomethingToRun() {
        assertFault(Json.MAPPER.createObjectNode(), "/code", "is required");
        assertFault(code("pytest", ""), "/code", "");
    }

    @Test
    void namesThatAreTakenAreRefused() {
        assertFault(withFile(code("pytest", "x"), "test_code.py", "y"), "/files/0/path", "code");
        assertFault(withFile(code("pytest", "x"), ".run_tests.log", "y"), "/files/0/path", "log");
        assertFault(withFile(code("node", "x"), "code.test.js/a", "y"), "/files/0/path", "code");
    }

    @Test
    void pathsOutOfTheSandboxAreRefused() throws InterruptedException {
        BENCH.needs();
        assertFault(withFile(code("pytest", "x"), "../a.py", "y"), "/files/0/path", "..");
    }

    @Test
    void limitsAreNamed() {
        assertFault(code("pytest", "x").put("timeout_seconds", 601), "/timeout_seconds", "600");
        assertFault(code("pytest", "x").put("timeout_seconds", 0.5), "/timeout_seconds", "1");
        assertFault(code("pytest", "x").put("select", "\ud800"), "/select", "surrogate");
        assertFault(code("pytest", "x").put("fast", true), "/fast", "no such field");
    }

    @Test
    void aSelectionWithNulIsTheSelectionsFault() throws InterruptedException {
        BENCH.needs();
        assertFault(code("node", "x").put("select", "a\0b"), "/select", "NUL");
    }

    private static void assertFault(ObjectNode arguments, String pointer, String message) {
        var problem = BENCH.refusal(arguments);
        assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_ARGUMENTS);
        assertThat(problem.errors()).extracting(FieldError::pointer).contains(pointer);
        assertThat(problem.detail()).contains(message);
    }
}
