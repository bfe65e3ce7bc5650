package io.ultimatemcp.protocol.interact;

import io.ultimatemcp.protocol.feature.ClientView;
import io.ultimatemcp.protocol.feature.InputRequest;
import io.ultimatemcp.protocol.feature.Outcome;
import io.ultimatemcp.protocol.wire.Fault;
import io.ultimatemcp.protocol.wire.FaultException;
import io.ultimatemcp.protocol.wire.Json;
import io.ultimatemcp.protocol.wire.Limits;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The stateless wire: a question ends the request, and the client repeats it with the answers and
 * the sealed state. Answers of earlier rounds travel in the state, so a handler always sees all of
 * them.
 *
 * <p>Source: 2026-07-28, patterns, "Multi round-trip requests".
 */
public final class StatelessDriver implements Driver {
    private final StateSeal seal;
    private final Limits.Calls limits;
    private final InstantSource clock;
    private final ClientView client;
    private final ObjectNode params;
    private final Supplier<byte[]> binding;

    /**
     * @param binding what the state belongs to, asked for only when there is state
     */
    public StatelessDriver(
            StateSeal seal,
            Limits.Calls limits,
            InstantSource clock,
            ClientView client,
            ObjectNode params,
            Supplier<byte[]> binding) {
        this.seal = seal;
        this.limits = limits;
        this.clock = clock;
        this.client = client;
        this.params = params;
        this.binding = binding;
    }

    @Override
    public <R> Ending<R> run(Step<R> step) throws Exception {
        JsonNode given = params.get("inputResponses");
        if (given != null && !given.isObject()) {
            throw FaultException.invalidParams("inputResponses must be an object");
        }
        JsonNode state = state();
        Map<String, JsonNode> answers = answers(state, given);
        JsonNode carry = state.path("carry");
        return switch (step.run(answers, carry)) {
            case Outcome.Done<R> done -> new Ending.Value<>(done.value());
            case Outcome.Deferred<R> deferred -> new Ending.Task<>(deferred.taskId());
            case Outcome.NeedsInput<R> needs ->
                    ask(needs, answers, state.path("round").asInt(0) + 1);
        };
    }

    private <R> Ending<R> ask(
            Outcome.NeedsInput<R> needs, Map<String, JsonNode> answers, int round) {
        var answerable = new LinkedHashMap<>(needs.ask());
        answerable.values().removeIf(request -> !client.canAnswer(request));
        if (answerable.isEmpty() && !needs.ask().isEmpty()) {
            throw new FaultException(
                    new Fault.MissingCapability(
                            "The call asks for what the request does not declare",
                            Questions.capabilities(needs.ask().values())));
        }
        if (round > limits.rounds()) {
            return new Ending.Unanswered<>("no answer after " + limits.rounds() + " rounds");
        }
        byte[] state = Json.write(state(needs, answerable, answers, round));
        if (state.length > limits.stateBytes()) {
            return new Ending.Unanswered<>(
                    "the answers exceed " + limits.stateBytes() + " bytes of state");
        }
        ObjectNode result = Json.object();
        if (!answerable.isEmpty()) {
            result.set("inputRequests", Questions.inputRequests(answerable));
        }
        return new Ending.Asks<>(result.put("requestState", seal.seal(state, binding.get())));
    }

    private JsonNode state() {
        JsonNode text = params.get("requestState");
        if (text == null) {
            return MissingNode.getInstance();
        }
        if (!text.isString() || text.stringValue().length() > 2 * limits.stateBytes()) {
            throw StateSeal.refused();
        }
        JsonNode state = seal.open(text.stringValue(), binding.get());
        if (state.path("exp").asLong(0) < clock.millis()) {
            throw FaultException.invalidParams("requestState has expired; repeat without it");
        }
        return state;
    }

    private ObjectNode state(
            Outcome.NeedsInput<?> needs,
            Map<String, InputRequest> asked,
            Map<String, JsonNode> answers,
            int round) {
        ObjectNode state = Json.object();
        state.put("round", round);
        state.put("exp", clock.millis() + limits.stateLife().toMillis());
        ObjectNode methods = Json.object();
        asked.forEach((key, request) -> methods.put(key, Questions.method(request)));
        state.set("asked", methods);
        ObjectNode kept = Json.object();
        answers.forEach(kept::set);
        state.set("answers", kept);
        if (needs.carry() != null) {
            state.set("carry", needs.carry());
        }
        return state;
    }

    /**
     * Answers that were asked for and have the right shape. Without state, as after a lost one,
     * every answer that has a shape counts: the handler asks again for what it misses.
     */
    private static Map<String, JsonNode> answers(JsonNode state, @Nullable JsonNode given) {
        var answers = new LinkedHashMap<String, JsonNode>();
        for (var kept : state.path("answers").properties()) {
            answers.put(kept.getKey(), kept.getValue());
        }
        if (given == null) {
            return answers;
        }
        for (var answer : given.properties()) {
            String method = state.path("asked").path(answer.getKey()).stringValue("");
            boolean fits =
                    state.isMissingNode()
                            ? looksLikeAnswer(answer.getValue())
                            : Questions.fits(method, answer.getValue());
            if (fits) {
                answers.put(answer.getKey(), answer.getValue());
            }
        }
        return answers;
    }

    private static boolean looksLikeAnswer(JsonNode answer) {
        return Questions.fits("elicitation/create", answer)
                || Questions.fits("sampling/createMessage", answer)
                || Questions.fits("roots/list", answer);
    }
}
