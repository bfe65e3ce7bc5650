package io.ultimatemcp.analysis.hint;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.analysis.Analyzer;
import io.ultimatemcp.analysis.Limits;
import io.ultimatemcp.analysis.model.Language;
import io.ultimatemcp.analysis.model.Span;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the text is, it is answered, and every place lies in it. */
final class StrangeSourcesTest {
    private static final long SEED = 20_261_127;
    private static final int ROUNDS = 400;

    private static final Map<Language, List<String>> SEEDS =
            Map.of(
                    Language.PYTHON,
                    List.of(
                            "g = getattr\ng(__builtins__, \"__imp\"+\"ort__\")(\"o\"+\"s\").system(\"id\")\n",
                            "from builtins import eval as e, exec\nasync def f(a=eval, *b, **c):\n    return e(f\"{a!r:>{b}}\")\n",
                            "__import__(\"\".join(chr(c) for c in [111, 115]))[::-1]\nｅｖａｌ('\\x5f')\n",
                            "try:\n    x = (y := exec)\nexcept E as eval:\n    globals()['ev' 'al'] += 1\n"),
                    Language.JAVASCRIPT,
                    List.of(
                            "const {exec: r, ...z} = require('child_'+`pro${'c'}ess`); \\u0065val('1')\n",
                            "import fs, {a as b} from 'node:fs'; globalThis['ev'+'al']?.(x => x.constructor.constructor('y'))\n",
                            "function f(a = eval, {b, c = 1}, ...d) { return new Function(atob('MQ=='))() }\n"),
                    Language.TYPESCRIPT,
                    List.of(
                            "const e: any = (eval as any); function f(a: string = e) { a!('1') }\n"),
                    Language.BASH,
                    List.of(
                            ":(){ :|:& };:\n$'\\x65val' \"$(echo rm)\" -rf / <<< \"$x\"\n",
                            "c=rm; ${c} -rf \"$HOME\" | sudo bash -s -- <(curl u) 3<>/dev/tcp/h/80\n",
                            "LD_PRELOAD=x e\"v\"al `cat f`; alias x=eval; source \"${!v}\"\n"));

    private static final String PIECES =
            "()[]{}\"'`\\$:;,.=+-*/%|&<>!~@#\n\t\r\0 aexé漢😀\u202e\ufeff_01";

    private final Random random = new Random(SEED);
    private final Analyzer analyzer =
            new Analyzer(new Limits(1 << 20, 20_000, 200, Duration.ofSeconds(20), 50));

    @Test
    void everyPlaceLiesInTheText() {
        for (var seeds : SEEDS.entrySet()) {
            for (int round = 0; round < ROUNDS; round++) {
                check(seeds.getKey(), mutated(seeds.getValue()));
            }
        }
    }

    @Test
    void anyTextIsAnsweredInAnyLanguage() {
        for (Language language : Language.values()) {
            for (int round = 0; round < ROUNDS; round++) {
                var text = new StringBuilder();
                for (int i = random.nextInt(200); i > 0; i--) {
                    text.append(piece());
                }
                check(language, text.toString());
            }
            check(language, "");
        }
    }

    private void check(Language language, String source) {
        var hints = analyzer.hints(language, source);
        assertThat(hints.findings()).hasSizeLessThanOrEqualTo(50);
        assertThat(hints.findings())
                .as(() -> language + " seed " + SEED + ": " + source)
                .allSatisfy(hint -> {
                    assertThat(hint.message()).isNotBlank().hasSizeLessThan(400);
                    assertThat(isIn(hint.span(), source.split("\n", -1))).isTrue();
                });
    }

    private static boolean isIn(Span span, String[] lines) {
        return span.line() >= 1
                && span.endLine() <= lines.length
                && span.column() >= 1
                && span.column() <= points(lines[span.line() - 1]) + 1
                && span.endColumn() <= points(lines[span.endLine() - 1]) + 1
                && (span.line() < span.endLine()
                        || (span.line() == span.endLine() && span.column() <= span.endColumn()));
    }

    private static int points(String line) {
        return line.codePointCount(0, line.length());
    }

    private String mutated(List<String> seeds) {
        var text = new StringBuilder();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            text.append(seeds.get(random.nextInt(seeds.size())));
        }
        for (int i = random.nextInt(8); i > 0; i--) {
            int at = random.nextInt(text.length() + 1);
            int end = Math.min(text.length(), at + random.nextInt(6));
            switch (random.nextInt(3)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, piece());
                default -> text.insert(at, text.substring(at, end));
            }
        }
        return text.toString();
    }

    private String piece() {
        int count = PIECES.codePointCount(0, PIECES.length());
        return Character.toString(
                PIECES.codePointAt(PIECES.offsetByCodePoints(0, random.nextInt(count))));
    }
}
