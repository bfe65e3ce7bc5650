package io.ultimatemcp.protocol.interact;

import io.ultimatemcp.protocol.feature.Cancel;
import io.ultimatemcp.protocol.feature.ClientView;
import io.ultimatemcp.protocol.feature.InputRequest;
import io.ultimatemcp.protocol.feature.Outcome;
import io.ultimatemcp.protocol.feature.Registration;
import io.ultimatemcp.protocol.wire.Json;
import io.ultimatemcp.protocol.wire.Limits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The stateful wire: the call waits while its client answers, all questions of a round at once. */
public final class StatefulDriver implements Driver {
    private final Peer peer;
    private final ClientView client;
    private final Limits.Calls limits;
    private final Cancel cancel;

    public StatefulDriver(Peer peer, ClientView client, Limits.Calls limits, Cancel cancel) {
        this.peer = peer;
        this.client = client;
        this.limits = limits;
        this.cancel = cancel;
    }

    @Override
    public <R> Ending<R> run(Step<R> step) throws Exception {
        var answers = new LinkedHashMap<String, JsonNode>();
        JsonNode carry = Json.object().path("");
        for (int round = 0; round <= limits.rounds(); round++) {
            switch (step.run(Map.copyOf(answers), carry)) {
                case Outcome.Done<R> done -> {
                    return new Ending.Value<>(done.value());
                }
                case Outcome.Deferred<R> deferred ->
                        throw new IllegalStateException("a stateful client takes no tasks");
                case Outcome.NeedsInput<R> needs -> {
                    String refusal = ask(needs.ask(), answers);
                    if (refusal != null) {
                        return new Ending.Unanswered<>(refusal);
                    }
                    JsonNode next = needs.carry();
                    carry = next == null ? Json.object().path("") : next;
                }
            }
        }
        return new Ending.Unanswered<>("no answer after " + limits.rounds() + " rounds");
    }

    /** Adds the answers; returns why there are none, or null. */
    private @Nullable String ask(Map<String, InputRequest> asked, Map<String, JsonNode> answers)
            throws InterruptedException {
        var answerable = new LinkedHashMap<>(asked);
        answerable.values().removeIf(request -> !client.canAnswer(request));
        if (answerable.isEmpty() && !asked.isEmpty()) {
            return "the client does not declare that it can be asked this";
        }
        var pending = new LinkedHashMap<String, CompletableFuture<JsonNode>>();
        answerable.forEach((key, request) -> pending.put(key, put(request)));
        Runnable forget = () -> pending.values().forEach(answer -> answer.cancel(false));
        Registration registration = cancel.onCancel(forget);
        try {
            long deadline = System.nanoTime() + limits.answerWait().toNanos();
            for (var each : answerable.entrySet()) {
                var answer = pending.getOrDefault(each.getKey(), new CompletableFuture<>());
                long left = deadline - System.nanoTime();
                JsonNode given = answer.get(left, TimeUnit.NANOSECONDS);
                if (Questions.fits(Questions.method(each.getValue()), given)) {
                    answers.put(each.getKey(), given);
                }
            }
            return null;
        } catch (TimeoutException e) {
            return "the client did not answer within " + limits.answerWait().toSeconds() + " s";
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            return "the client refused: " + (cause == null ? e : cause).getMessage();
        } catch (CancellationException e) {
            return "the call was cancelled";
        } finally {
            registration.close();
            forget.run();
        }
    }

    private CompletableFuture<JsonNode> put(InputRequest question) {
        return peer.ask(Questions.method(question), Questions.params(question, client.revision()));
    }
}
