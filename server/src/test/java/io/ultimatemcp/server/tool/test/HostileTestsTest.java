package io.ultimatemcp.server.tool.test;

import static io.ultimatemcp.server.tool.test.TestBench.assertSummary;
import static io.ultimatemcp.server.tool.test.TestBench.cases;
import static io.ultimatemcp.server.tool.test.TestBench.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.server.tool.box.ProgramLanguage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests that attack the one who reads their report. */
final class HostileTestsTest {
    private static TestBench bench;

    @BeforeAll
    static void open() throws InterruptedException {
        bench = new TestBench();
        bench.needs();
    }

    @AfterAll
    static void close() {
        bench.close();
    }

    private static final String LOG = "open('/work/.run_tests.log', 'w')";

    @Test
    void aLogFullOfGarbageIsSaidToBeBroken() {
        var result =
                bench.run(
                        code(
                                "unittest",
                                """
                                import unittest
                                class A(unittest.TestCase):
                                    def test_a(self): %s.write("<!DOCTYPE a [<!ENTITY b 'c'>]>\\n\\0{\\n[[[[")
                                """
                                        .formatted(LOG)));
        assertThat(result.path("complete").asBoolean(true)).isFalse();
        assertThat(result.path("return_code").asInt(-1)).isZero();
    }

    @Test
    void tenMegabytesOfLogAreReadInBounds() {
        var result =
                bench.run(
                        code(
                                "unittest",
                                """
                                import unittest, os
                                class A(unittest.TestCase):
                                    def test_a(self):
                                        line = '{"event": "case", "name": "x", "outcome": "passed"}\\n'
                                        with %s as f: f.write(line * (10_000_000 // len(line)))
                                """
                                        .formatted(LOG)));
        assertThat(result.path("complete").asBoolean(true)).isFalse();
        assertThat(result.path("truncated").asBoolean(false)).isTrue();
        assertThat(result.path("cases").size()).isEqualTo(2_000);
    }

    @Test
    @Timeout(60)
    void aBatsLogAndSourceMadeToBeSlowAreReadInTheirLength() {
        String source = "@test " + " ".repeat(500_000) + "x\n" + "#@test\n".repeat(100_000);
        String log = "suite /work/code.bats\n" + "begin 1 a\nnot ok 1 a\n# b\n".repeat(300_000);
        Findings findings = BatsLog.read(log, Map.of("code.bats", source));
        assertThat(findings.summary().failed()).isEqualTo(300_000);
        assertThat(findings.cases()).hasSize(2_000);
    }

    @Test
    @Timeout(60)
    void codeMadeToBeSlowIsNamedInItsLength() {
        for (String part : new String[] {"\n", " \n", "import ", "export \n"}) {
            var request =
                    new TestRequest(
                            part.repeat(150_000),
                            List.of(),
                            ProgramLanguage.JAVASCRIPT,
                            null,
                            15,
                            null);
            assertThat(TestSuite.of(request).files()).hasSize(1);
        }
    }

    @Test
    void aLogThatIsALinkOutOfTheSandboxIsNotFollowed() {
        var result =
                bench.run(
                        code(
                                "unittest",
                                """
                                import unittest, os
                                class A(unittest.TestCase):
                                    def test_a(self):
                                        os.remove('/work/.run_tests.log')
                                        os.symlink('/etc/passwd', '/work/.run_tests.log')
                                """));
        assertSummary(result, 0, 0, 0, 0);
        assertThat(result.path("complete").asBoolean(true)).isFalse();
    }

    @Test
    void aProcessThatVanishesLeavesWhatWasKnown() {
        var result =
                bench.run(
                        code(
                                "unittest",
                                """
                                import unittest, os
                                class A(unittest.TestCase):
                                    def test_a(self): pass
                                    def test_b(self): os._exit(0)
                                """));
        assertThat(cases(result))
                .containsExactly("test_code.py:3 A.test_a passed", "test_code.py:4 A.test_b error");
        assertThat(result.path("outcome").asString()).isEqualTo("exited");
        assertThat(result.path("complete").asBoolean(true)).isFalse();
    }

    @Test
    void threeHundredFilesDoNotHideTheLog() {
        var result =
                bench.run(
                        code(
                                "unittest",
                                """
                                import unittest
                                class A(unittest.TestCase):
                                    def test_a(self):
                                        for i in range(300): open(f"a{i}", "w").write("x")
                                """));
        assertSummary(result, 1, 0, 0, 0);
        assertThat(result.path("truncated").asBoolean(false)).isTrue();
    }
}
