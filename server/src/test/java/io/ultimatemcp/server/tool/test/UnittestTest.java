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

/** unittest under our runner in the sandbox. */
final class UnittestTest {
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

    @Test
    void everyKindOfCaseIsToldWithItsPlaceAndReason() {
        var result =
                bench.run(
                        code(
                                "unittest",
                                """
                                import unittest

                                class Math(unittest.TestCase):
                                    def test_a_good(self):
                                        self.assertEqual(1 + 1, 2)

                                    def test_b_bad(self):
                                        self.assertEqual(1 + 1, 3)

                                    def test_c_broken(self):
                                        raise ValueError("no value")

                                    @unittest.skip("not today")
                                    def test_d_later(self):
                                        pass

                                    @unittest.expectedFailure
                                    def test_e_known(self):
                                        self.fail()

                                    def test_f_parts(self):
                                        for i in range(3):
                                            with self.subTest(i=i):
                                                self.assertEqual(i % 2, 0)

                                class Unready(unittest.TestCase):
                                    @classmethod
                                    def setUpClass(cls):
                                        raise OSError("no set-up")

                                    def test_never(self):
                                        pass
                                """));
        assertSummary(result, 1, 2, 2, 2);
        assertThat(cases(result))
                .containsExactly(
                        "test_code.py:4 Math.test_a_good passed",
                        "test_code.py:7 Math.test_b_bad failed",
                        "test_code.py:10 Math.test_c_broken error",
                        "test_code.py:13 Math.test_d_later skipped",
                        "test_code.py:17 Math.test_e_known skipped",
                        "test_code.py:21 Math.test_f_parts failed",
                        "?:0 setUpClass (test_code.Unready) error");
        assertThat(message(result, 1)).isEqualTo("test_code.py:8: AssertionError: 2 != 3");
        assertThat(message(result, 5)).startsWith("(i=1): test_code.py:24: AssertionError");
        assertThat(result.path("return_code").asInt()).isEqualTo(1);
        assertThat(result.path("stderr").asString()).contains("FAILED (failures=2, errors=2");
    }

    @Test
    void linesThatDidNotRunAreNamed() throws InterruptedException {
        bench.needs(TestBench.COVERAGE);
        var arguments =
                code(
                        "unittest",
                        """
                        import unittest, sign
                        class A(unittest.TestCase):
                            def test_a(self): self.assertEqual(sign.of(4), 1)
                        """);
        withFile(
                arguments,
                "sign.py",
                "def of(n):\n    if n < 0:\n        return -1\n    return 1\n");
        var result = bench.run(arguments);
        assertSummary(result, 1, 0, 0, 0);
        assertThat(missing(result, "sign.py")).containsExactly(3);
    }

    @Test
    void onlyTheSelectedRun() {
        var arguments =
                code(
                        "unittest",
                        """
                        import unittest
                        class A(unittest.TestCase):
                            def test_one(self): pass
                            def test_two(self): self.fail()
                        """);
        assertSummary(bench.run(arguments.put("select", "two")), 0, 1, 0, 0);
    }

    @Test
    void aFileOfAnotherNameIsRunWhenThereIsNoOther() {
        var arguments = code("unittest", "").put("language", "python");
        arguments.remove("code");
        withFile(
                arguments,
                "checks/sums.py",
                "import unittest\nclass A(unittest.TestCase):\n    def test_a(self): pass\n");
        var result = bench.run(arguments);
        assertThat(cases(result)).containsExactly("checks/sums.py:3 A.test_a passed");
    }

    @Test
    void timeIsUpAndTheCaseThatHangsIsNamed() {
        var result =
                bench.run(
                        code(
                                        "unittest",
                                        """
                                        import unittest
                                        class A(unittest.TestCase):
                                            def test_a(self): pass
                                            def test_b(self):
                                                while True: pass
                                        """)
                                .put("timeout_seconds", 4));
        assertThat(result.path("outcome").asString()).isEqualTo("timed_out");
        assertThat(cases(result))
                .containsExactly("test_code.py:3 A.test_a passed", "test_code.py:4 A.test_b error");
        assertThat(result.path("stderr").asString()).contains("test_a (test_code.A.test_a) ... ok");
    }
}
