package io.ultimatemcp.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.server.problem.Problem;
import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Test;

final class RepeatedParameterTest {
    @Test
    void aParameterGivenTwiceIsNamedWhateverItsValues() {
        var query = MultiMap.caseInsensitiveMultiMap();
        query.add("tool", "a").add("limit", "1").add("limit", "1");
        assertThat(RepeatedParameter.in(query))
                .contains(Problem.invalid("/limit", "is given more than once"));
    }

    @Test
    void eachParameterOnceIsFine() {
        var query = MultiMap.caseInsensitiveMultiMap();
        query.add("tool", "a").add("limit", "1").add("Limit", "1");
        assertThat(RepeatedParameter.in(query)).isEmpty();
    }
}
