package io.ultimatemcp.server.tool.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ultimatemcp.graph.model.SearchIndex.Similarity;
import io.ultimatemcp.server.problem.FieldError;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.tool.graph.IndexRequest.Action;
import io.ultimatemcp.server.tool.graph.IndexRequest.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class IndexRequestTest {
    @Test
    void whatAListDoesNotHeedIsRefusedByItsField() {
        request(Action.LIST, null, null).listing();

        var refusal =
                catchThrowableOfType(
                        Refusal.class,
                        () -> request(Action.LIST, "birds", List.of("Bird")).listing());

        assertThat(refusal.problem().errors())
                .containsExactly(
                        new FieldError("/name", "does not belong to the action list; leave it out"),
                        new FieldError(
                                "/labels", "does not belong to the action list; leave it out"));
    }

    @Test
    void whoeverDropsGivesANameAndNoMore() {
        assertThat(request(Action.DROP, "birds", null).named()).isEqualTo("birds");

        var refusal =
                catchThrowableOfType(
                        Refusal.class, () -> request(Action.DROP, null, List.of("Bird")).named());

        assertThat(refusal.problem().errors())
                .extracting(FieldError::pointer)
                .containsExactly("/name", "/labels");
    }

    private static IndexRequest request(
            Action action, @Nullable String name, @Nullable List<String> labels) {
        @Nullable Kind kind = null;
        return new IndexRequest(action, name, kind, labels, null, null, Similarity.COSINE, null);
    }
}
