package io.ultimatemcp.server.tool.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

final class StepLogTest {
    @Test
    void pathsOutsideTheWorkDirectoryAreNotRepeated() {
        var findings =
                StepLog.read(
                        """
                        {"event": "case", "name": "a", "outcome": "passed", "file": "/etc/passwd"}
                        {"event": "case", "name": "b", "outcome": "passed", "file": "../../x"}
                        {"event": "case", "name": "c", "outcome": "passed", "file": "/work/./x.py"}
                        {"event": "end"}
                        """);
        assertThat(findings.cases())
                .extracting(TestResult.Case::file)
                .containsExactly(null, null, "x.py");
        assertThat(findings.complete()).isTrue();
    }

    @Test
    void absurdNumbersAndTextsAreMended() {
        var findings =
                StepLog.read(
                        "{\"event\": \"case\", \"name\": \"\\ud800\\u001b[31m"
                                + "n".repeat(9_000)
                                + "\", \"outcome\": \"failed\", \"line\": -4, \"seconds\": 1e300}\n"
                                + "{\"event\": \"covered\", \"file\": \"a.py\", \"percent\": 1e99}\n"
                                + "{\"event\": \"coverage\", \"percent\": 1e99}\n");
        var only = findings.cases().getFirst();
        assertThat(only.name()).hasSizeLessThan(700).startsWith("?[31mnnn");
        assertThat(only.line()).isNull();
        assertThat(only.durationSeconds()).isZero();
        var coverage = Objects.requireNonNull(findings.coverage());
        assertThat(coverage.percent()).isEqualTo(100);
        assertThat(coverage.files()).singleElement().matches(file -> file.percent() == 100);
        assertThat(findings.complete()).isFalse();
    }

    @Test
    void thereIsNoCoverageWhereNothingWasMeasured() {
        assertThat(StepLog.read("{\"event\": \"coverage\", \"percent\": 100}\n").coverage())
                .isNull();
    }

    @Test
    void whatIsNoStepIsLeftOutAndSaid() {
        var findings =
                StepLog.read(
                        """
                        null
                        [1]
                        {"event": "dance"}
                        {"event": "case", "name": "a", "outcome": "perfect"}
                        {"event": "case", "event": "end"}
                        {"event": "case", "name": "b", "outcome": "skipped"}
                        {"event": "end"}
                        """
                                + "[".repeat(100_000)
                                + "\n");
        assertThat(findings.cases()).extracting(TestResult.Case::name).containsExactly("b");
        assertThat(findings.summary()).isEqualTo(new TestResult.Summary(1, 0, 0, 0, 1));
        assertThat(findings.complete()).isFalse();
    }

    @Test
    void everyCaseIsCountedAndABoundedNumberKept() {
        var findings =
                StepLog.read(
                        "{\"event\": \"case\", \"name\": \"a\", \"outcome\": \"passed\"}\n"
                                .repeat(3_000));
        assertThat(findings.summary().passed()).isEqualTo(3_000);
        assertThat(findings.cases()).hasSize(2_000);
        assertThat(findings.truncated()).isTrue();
    }
}
