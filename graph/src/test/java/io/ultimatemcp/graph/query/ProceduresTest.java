package io.ultimatemcp.graph.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class ProceduresTest {
    @ParameterizedTest
    @CsvSource({
        "x + apoc.text.join(a), apoc.text.join",
        "[0..apoc.x(1)], apoc.x",
        "[1.apoc.x (1)], apoc.x",
        "f(Dbms.kill  ()), Dbms.kill",
        "_._(x), _._",
        "a + (b.c(d)), b.c",
    })
    void functionsOfStrangersAreFound(String text, String name) {
        assertThat(Procedures.refusedFunction(text)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "toUpper(n.name)",
                "datetime.truncate(x, y) + point.distance(a, b)",
                "vector.similarity.cosine(a, b)",
                "n.name + (1.5) + (n.x)",
                "(",
                "..(",
                ""
            })
    void cyphersOwnAreNot(String text) {
        assertThat(Procedures.refusedFunction(text)).isNull();
    }

    @Test
    void longTextsTakeNoLongerThanTheyAreLong() {
        for (String part :
                new String[] {"a", "a.", "(", " ", "`", "a(", "CALL ", "CALL a", "\"", "'"}) {
            String text = part.repeat(1_000_000);
            assertThat(Procedures.refusedFunction(text)).isNull();
            Procedures.refusedCall(text);
            PlanText.unquoted(text);
            PlanText.unquoted("`" + text + "`");
        }
    }
}
