package io.ultimatemcp.analysis.hint;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.analysis.Analyzer;
import io.ultimatemcp.analysis.Limits;
import io.ultimatemcp.analysis.model.Cut;
import io.ultimatemcp.analysis.model.Finding;
import io.ultimatemcp.analysis.model.Language;
import io.ultimatemcp.analysis.syntax.Parser;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Sources made to be too much: the answer comes, is bounded, and says what was cut. */
final class HintLimitsTest {
    private static final Limits LIMITS =
            new Limits(1 << 20, 50_000, 300, Duration.ofSeconds(20), 100);

    private final Analyzer analyzer = new Analyzer(LIMITS);

    @Test
    void aMebibyteOfHintsIsCutAtTheirNumber() {
        var hints = python("eval(x)\n".repeat(1 << 17));
        assertThat(hints.findings()).hasSize(100);
        assertThat(hints.cuts()).contains(Cut.ENTRIES, Cut.NODES);
    }

    @Test
    void moreThanTheLimitIsNotRead() {
        var hints = python("#".repeat((1 << 20) + 1));
        assertThat(hints.findings()).isEmpty();
        assertThat(hints.cuts()).containsExactly(Cut.SOURCE);
    }

    @Test
    void nestingIsCutAtItsDepth() {
        var hints = python("(".repeat(20_000) + "eval('1')" + ")".repeat(20_000));
        assertThat(hints.cuts()).contains(Cut.DEPTH);
        assertThat(python("f(".repeat(5_000) + ")".repeat(5_000)).cuts()).contains(Cut.DEPTH);
        assertThat(python("lambda: ".repeat(5_000) + "eval").cuts()).contains(Cut.DEPTH);
        assertThat(script("x.y().".repeat(5_000) + "z()").cuts()).contains(Cut.DEPTH);
        assertThat(bash("$(".repeat(5_000) + ")".repeat(5_000)).cuts()).contains(Cut.DEPTH);
    }

    @Test
    void aLongChainIsUnderstoodUpToItsLength() {
        String chain = "__import__('o'" + " + 'o'".repeat(100) + ")";
        assertThat(rules(python(chain))).containsExactly("dynamic-import", "hidden-name");
        String endless = "__import__('o'" + " + 'o'".repeat(10_000) + ")";
        assertThat(rules(python(endless))).containsExactly("dynamic-import", "built-name");
    }

    @Test
    void aTextThatGrowsIsNotFollowedForEver() {
        var doubling = new StringBuilder("a = 'x'\n");
        for (int i = 0; i < 2_000; i++) {
            doubling.append("a = a + a\n");
        }
        assertThat(rules(python(doubling + "__import__(a)")))
                .containsExactly("dynamic-import", "built-name");
    }

    @Test
    void listsInListsInLoopsEndWithTheirSteps() {
        String items = "[" + "1, ".repeat(200) + "]";
        String source =
                "x = [[[chr(a) for a in %s] for b in %s] for c in %s]"
                        .formatted(items, items, items);
        assertThat(python(source).cuts()).containsExactly(Cut.TIME);
    }

    @Test
    void aSearchWithoutTimeSaysSo() {
        var tree =
                Parser.shared()
                        .parse(
                                Language.PYTHON,
                                "eval(1)".getBytes(StandardCharsets.UTF_8),
                                Duration.ofSeconds(20),
                                100,
                                100)
                        .orElseThrow();
        var hints = Hints.of(Language.PYTHON, tree, 10, Duration.ofSeconds(-1));
        assertThat(hints.findings()).isEmpty();
        assertThat(hints.cuts()).containsExactly(Cut.TIME);
    }

    private Hints python(String source) {
        return analyzer.hints(Language.PYTHON, source);
    }

    private Hints script(String source) {
        return analyzer.hints(Language.JAVASCRIPT, source);
    }

    private Hints bash(String source) {
        return analyzer.hints(Language.BASH, source);
    }

    private static java.util.List<String> rules(Hints hints) {
        return hints.findings().stream().map(Finding::rule).toList();
    }
}
