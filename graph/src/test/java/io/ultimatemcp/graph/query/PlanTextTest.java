package io.ultimatemcp.graph.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "a + \"LOAD CSV\" | a + _",
                "a + 'LOAD CSV' + `LOAD ``CSV` | a + _ + _",
                "`x'` + LOAD CSV FROM \"u\" AS `z'` | _ + LOAD CSV FROM _ AS _",
                "\"it's\" + LOAD CSV + \"it's\" | _ + LOAD CSV + _",
                "n.`a\\` + `LOAD CSV` | n._ + _",
            })
    void whatIsQuotedIsLeftOut(String details, String unquoted) {
        assertThat(PlanText.unquoted(details)).isEqualTo(unquoted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "f(\"ends in \\\") + LOAD CSV FROM \"u\" AS l | x",
                "f('ends in \\') + LOAD CSV FROM 'u' AS l | x",
                "f(\"open \\\" + LOAD CSV FROM u AS l | x",
            })
    void nothingIsTakenForQuotedOnceATextHoldsABackslash(String details, String unused) {
        assertThat(PlanText.unquoted(details)).contains("LOAD CSV");
    }
}
