package io.ultimatemcp.server.tool.test;

import static io.ultimatemcp.server.tool.test.TestBench.assertSummary;
import static io.ultimatemcp.server.tool.test.TestBench.cases;
import static io.ultimatemcp.server.tool.test.TestBench.code;
import static io.ultimatemcp.server.tool.test.TestBench.message;
import static io.ultimatemcp.server.tool.test.TestBench.withFile;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** bats in the sandbox. */
final class BatsTest {
    private static TestBench bench;

    @BeforeAll
    static void open() throws InterruptedException {
        bench = new TestBench();
        bench.needs(TestBench.BATS);
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    @Test
    void everyKindOfCaseIsToldWithItsPlaceAndReason() {
        var arguments =
                code(
                        "bats",
                        """
                        @test "adds" {
                          [ $((1 + 1)) -eq 2 ]
                        }

                        @test "adds wrongly" {
                          echo "so it goes"
                          [ $((1 + 1)) -eq 3 ]
                        }

                        @test 'later' {
                          skip "not today"
                        }

                        adds_more() { #@test
                          true
                        }
                        """);
        withFile(
                arguments,
                "more/unready.bats",
                "setup() {\n  false\n}\n@test \"never\" {\n  true\n}\n");
        var result = bench.run(arguments);
        assertSummary(result, 2, 1, 1, 1);
        assertThat(cases(result))
                .containsExactly(
                        "code.bats:1 adds passed",
                        "code.bats:5 adds wrongly failed",
                        "code.bats:10 later skipped",
                        "code.bats:14 adds_more passed",
                        "more/unready.bats:4 never error");
        assertThat(message(result, 1)).contains("line 7").contains("so it goes");
        assertThat(message(result, 2)).isEqualTo("not today");
        assertThat(result.path("stdout").asString()).contains("not ok 2 adds wrongly");
        assertThat(result.path("return_code").asInt()).isEqualTo(1);
        assertThat(result.path("complete").asBoolean(false)).isTrue();
        assertThat(result.has("coverage")).isFalse();
        assertThat(result.path("artifacts")).isEmpty();
    }

    @Test
    void aFileThatDoesNotParseIsAnError() {
        var result = bench.run(code("bats", "@test \"open\" {\n"));
        assertThat(result.path("return_code").asInt()).isEqualTo(1);
        assertThat(result.path("summary").path("passed").asInt(-1)).isZero();
        assertThat(result.path("summary").path("errors").asInt(-1)).isEqualTo(1);
    }

    @Test
    void onlyTheSelectedRun() {
        var arguments = code("bats", "@test \"one\" {\n true\n}\n@test \"two\" {\n false\n}\n");
        var result = bench.run(arguments.put("select", "^one$"));
        assertThat(cases(result)).containsExactly("code.bats:1 one passed");
        assertThat(result.path("return_code").asInt(-1)).isZero();
    }

    @Test
    void timeIsUpAndTheCaseThatHangsIsNamed() {
        var arguments =
                code("bats", "@test \"quick\" {\n true\n}\n@test \"hangs\" {\n sleep 1000\n}\n");
        var result = bench.run(arguments.put("timeout_seconds", 5));
        assertThat(result.path("outcome").asString()).isEqualTo("timed_out");
        assertThat(cases(result))
                .containsExactly("code.bats:1 quick passed", "code.bats:4 hangs error");
        assertThat(result.path("stdout").asString()).contains("ok 1 quick");
    }
}
