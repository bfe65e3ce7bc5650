package io.ultimatemcp.protocol.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ultimatemcp.protocol.feature.InputRequest;
import io.ultimatemcp.protocol.wire.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TaskJsonTest {

    @Test
    void everyStateSurvivesTheRoundTrip() {
        Map<String, InputRequest> asked = new LinkedHashMap<>();
        asked.put("form", new InputRequest.Form("?", Json.object().put("type", "object")));
        asked.put("url", new InputRequest.Url("?", "https://example.com", "e"));
        asked.put("sampling", new InputRequest.Sampling(Json.object().put("maxTokens", 1)));
        asked.put("roots", new InputRequest.Roots());
        for (TaskState state :
                List.of(
                        new TaskState.Working(),
                        new TaskState.InputRequired(asked, Map.of("a", Json.text("b"))),
                        new TaskState.Completed(Json.object().put("isError", true)),
                        new TaskState.Failed(-32602, "broke"),
                        new TaskState.Cancelled())) {
            assertThat(TaskJson.read(TaskJson.write(state))).isEqualTo(state);
        }
    }

    @Test
    void anythingElseIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> TaskJson.read(Json.object()));
    }
}
