package io.ultimatemcp.server.tool.test;

import static io.ultimatemcp.server.tool.test.TestBench.assertSummary;
import static io.ultimatemcp.server.tool.test.TestBench.cases;
import static io.ultimatemcp.server.tool.test.TestBench.code;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

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
