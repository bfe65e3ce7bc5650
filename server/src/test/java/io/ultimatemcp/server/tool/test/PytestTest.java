package io.ultimatemcp.server.tool.test;

import static io.ultimatemcp.server.tool.test.TestBench.assertSummary;
import static io.ultimatemcp.server.tool.test.TestBench.cases;
import static io.ultimatemcp.server.tool.test.TestBench.code;
import static io.ultimatemcp.server.tool.test.TestBench.message;
import static io.ultimatemcp.server.tool.test.TestBench.missing;
import static io.ultimatemcp.server.tool.test.TestBench.withFile;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** pytest in the sandbox. */
final class PytestTest {
    private static TestBench bench;

    @BeforeAll
    static void open() throws InterruptedException {
        bench = new TestBench();
        bench.needs(TestBench.PYTEST);
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    private static final String CALC =
            """
            def add(a, b):
                return a + b


            def sub(a, b):
                if b:
                    return a - b
                return a
            """;

    @Test
    void everyKindOfCaseIsToldWithItsPlaceAndReason() {
        var result =
                bench.run(
                        withFile(
                                code(
                                        "pytest",
                                        """
                                        import pytest
                                        from calc import add

                                        @pytest.fixture
                                        def broken():
                                            raise RuntimeError("no fixture")

                                        def test_good():
                                            assert add(1, 2) == 3

                                        def test_bad():
                                            assert add(1, 2) == 4

                                        def test_stuck(broken):
                                            pass

                                        @pytest.mark.skip(reason="not today")
                                        def test_later():
                                            pass

                                        @pytest.mark.xfail(reason="known")
                                        def test_known():
                                            assert False

                                        class TestGroup:
                                            @pytest.mark.parametrize("n", [1, 2])
                                            def test_each(self, n):
                                                assert n
                                        """),
                                "calc.py",
                                CALC));
        assertSummary(result, 3, 1, 1, 2);
        assertThat(cases(result))
                .containsExactly(
                        "test_code.py:8 test_good passed",
                        "test_code.py:11 test_bad failed",
                        "test_code.py:14 test_stuck error",
                        "test_code.py:17 test_later skipped",
                        "test_code.py:21 test_known skipped",
                        "test_code.py:26 TestGroup.test_each[1] passed",
                        "test_code.py:26 TestGroup.test_each[2] passed");
        assertThat(message(result, 1)).startsWith("test_code.py:12: assert 3 == 4");
        assertThat(message(result, 2)).isEqualTo("test_code.py:6: RuntimeError: no fixture");
        assertThat(message(result, 3)).isEqualTo("Skipped: not today");
        assertThat(message(result, 4)).isEqualTo("expected failure: known");
        assertThat(result.path("framework").asString()).isEqualTo("pytest");
        assertThat(result.path("outcome").asString()).isEqualTo("exited");
        assertThat(result.path("return_code").asInt(-1)).isEqualTo(1);
        assertThat(result.path("complete").asBoolean(false)).isTrue();
        assertThat(result.path("stdout").asString()).contains("1 failed, 3 passed, 1 skipped");
        assertThat(result.path("artifacts")).isEmpty();
        assertThat(result.path("isolation").path("network").asString()).isEqualTo("none");
    }

    @Test
    void linesThatDidNotRunAreNamed() throws InterruptedException {
        bench.needs(TestBench.COVERAGE);
        var result =
                bench.run(
                        withFile(
                                code(
                                        "pytest",
                                        """
                                        import calc
                                        def test_add(): assert calc.add(2, 2) == 4
                                        def test_sub(): assert calc.sub(2, 1) == 1
                                        """),
                                "calc.py",
                                CALC));
        assertSummary(result, 2, 0, 0, 0);
        assertThat(missing(result, "calc.py")).containsExactly(8);
        assertThat(missing(result, "test_code.py")).isEmpty();
        assertThat(result.path("coverage").path("percent").asDouble())
                .isBetween(88.8, 88.9); // 8 of 9 statements
    }

    @Test
    void timeIsUpAndTheCaseThatHangsIsNamed() {
        var result =
                bench.run(
                        code(
                                        "pytest",
                                        """
                                        import time
                                        def test_quick(): pass
                                        def test_hangs():
                                            print("waiting", flush=True)
                                            time.sleep(1000)
                                        def test_never(): pass
                                        """)
                                .put("timeout_seconds", 5));
        assertThat(result.path("outcome").asString()).isEqualTo("timed_out");
        assertThat(result.path("return_code").asInt()).isEqualTo(137);
        assertThat(result.path("complete").asBoolean(true)).isFalse();
        assertThat(cases(result))
                .containsExactly(
                        "test_code.py:2 test_quick passed", "test_code.py:3 test_hangs error");
        assertThat(message(result, 1)).isEqualTo("had not finished when the run ended");
        assertThat(result.path("stdout").asString()).isEqualTo(".");
        assertThat(result.has("coverage")).isFalse();
    }

    @Test
    void onlyTheSelectedRun() {
        String tests = "def test_one(): pass\ndef test_two(): assert False\n";
        assertSummary(bench.run(code("pytest", tests).put("select", "one")), 1, 0, 0, 0);
        assertSummary(
                bench.run(code("pytest", tests).put("select", "test_code.py::test_two")),
                0,
                1,
                0,
                0);
    }

    @Test
    void aFileThatDoesNotImportIsAnError() {
        var result = bench.run(code("pytest", "import nowhere\ndef test_x(): pass\n"));
        assertSummary(result, 0, 0, 1, 0);
        assertThat(message(result, 0)).contains("No module named 'nowhere'");
        assertThat(result.path("return_code").asInt()).isEqualTo(2);
    }

    @Test
    void filesOfTheTestsDoNotStandInForTheDriversImports() {
        var result = code("pytest", "import json\ndef test_json(): assert json.OURS\n");
        withFile(result, "json.py", "OURS = True\n");
        withFile(result, "coverage.py", "raise SystemExit(3)\n");
        var told = bench.run(result);
        // The driver has loaded the real json by then, so the module of that name is the real one.
        assertThat(cases(told)).containsExactly("test_code.py:2 test_json failed");
    }
}
