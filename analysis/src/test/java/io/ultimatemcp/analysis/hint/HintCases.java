package io.ultimatemcp.analysis.hint;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.analysis.Analyzer;
import io.ultimatemcp.analysis.Limits;
import io.ultimatemcp.analysis.model.Finding;
import io.ultimatemcp.analysis.model.Language;
import java.util.List;

/** Sources with the hints they must give: all of them, each with its place. */
final class HintCases {
    private static final Analyzer ANALYZER = new Analyzer(Limits.standard());

    private HintCases() {}

    static void python(String source, String... hints) {
        check(Language.PYTHON, source, hints);
    }

    static void javascript(String source, String... hints) {
        check(Language.JAVASCRIPT, source, hints);
    }

    static void typescript(String source, String... hints) {
        check(Language.TYPESCRIPT, source, hints);
    }

    static void bash(String source, String... hints) {
        check(Language.BASH, source, hints);
    }

    static List<Finding> of(Language language, String source) {
        return ANALYZER.hints(language, source).findings();
    }

    private static void check(Language language, String source, String... hints) {
        assertThat(of(language, source))
                .as(source)
                .extracting(HintCases::line)
                .containsExactly(hints);
    }

    private static String line(Finding hint) {
        var span = hint.span();
        return "%d:%d-%d:%d %s %s"
                .formatted(
                        span.line(),
                        span.column(),
                        span.endLine(),
                        span.endColumn(),
                        hint.severity().code(),
                        hint.rule());
    }
}
