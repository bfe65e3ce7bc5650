package io.ultimatemcp.server.tool.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.analysis.Analyzer;
import io.ultimatemcp.analysis.Limits;
import io.ultimatemcp.analysis.hint.Hints;
import io.ultimatemcp.analysis.model.Cut;
import io.ultimatemcp.analysis.model.Language;
import io.ultimatemcp.analysis.syntax.ParserUnavailable;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** What a call is told about its code, and what it is told when that cannot be had. */
final class PolicyCheckTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Test
    void findingsHaveTheirPlaces() {
        PolicyFindings findings = found("python", "x = 1\ne = eval\n");
        assertThat(findings.note()).isNull();
        assertThat(findings.findings())
                .containsExactly(
                        new FindingEntry(
                                "aliased-name",
                                "warning",
                                "`eval` is given another name or handed on, so its use stands elsewhere.",
                                2,
                                5,
                                2,
                                9,
                                "policy"));
    }

    @Test
    void ordinaryCodeIsNotMentioned() {
        assertThat(found("bash", "echo hello\n")).isEqualTo(PolicyFindings.NONE);
    }

    @Test
    void aMachineWithoutTheParserSaysSo() {
        PolicyFindings findings =
                searched((_, _) -> {
                    throw new ParserUnavailable("no library for this processor");
                });
        assertThat(findings.findings()).isNull();
        assertThat(findings.note()).isEqualTo("not searched: no library for this processor");
    }

    @Test
    void aFaultOfTheSearchIsToldAndNotThrown() {
        assertThat(
                        searched(
                                        (_, _) -> {
                                            throw new IllegalStateException("a bug");
                                        })
                                .note())
                .startsWith("not searched: the search failed");
    }

    @Test
    void limitsThatWereMetAreNamed() {
        assertThat(
                        searched((_, _) -> new Hints(List.of(), EnumSet.of(Cut.NODES, Cut.DEPTH)))
                                .note())
                .isEqualTo("not everything was searched; limits met: depth, nodes");
    }

    @Test
    void aSearchThatIsLateIsLeftAndStopped() throws InterruptedException {
        var never = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        var stopped = new CountDownLatch(1);
        var check =
                new PolicyCheck(
                        (_, _) -> {
                            begun.countDown();
                            try {
                                never.await();
                            } catch (InterruptedException given) {
                                stopped.countDown();
                            }
                            return new Hints(List.of(), EnumSet.noneOf(Cut.class));
                        },
                        Duration.ofMillis(1));
        try (var search = check.begin("python", "x")) {
            assertThat(search.await().note()).isEqualTo(Pending.LATE);
            assertThat(begun.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        }
        assertThat(stopped.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    }

    private static PolicyFindings searched(BiFunction<Language, String, Hints> search) {
        try (var pending = new PolicyCheck(search, PATIENCE).begin("python", "x")) {
            return pending.await();
        }
    }

    private static PolicyFindings found(String language, String code) {
        var check = new PolicyCheck(new Analyzer(Limits.standard())::hints, PATIENCE);
        try (var pending = check.begin(language, code)) {
            return pending.await();
        }
    }
}
