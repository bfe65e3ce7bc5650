package io.ultimatemcp.protocol.endpoint;

import io.ultimatemcp.protocol.dispatch.Answer;
import io.ultimatemcp.protocol.dispatch.Call;
import io.ultimatemcp.protocol.dispatch.Subscription;
import io.ultimatemcp.protocol.era.Method;
import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.protocol.gate.Attempt;
import io.ultimatemcp.protocol.gate.Envelope;
import io.ultimatemcp.protocol.gate.StatelessGate;
import io.ultimatemcp.protocol.interact.Binding;
import io.ultimatemcp.protocol.interact.StatelessDriver;
import io.ultimatemcp.protocol.wire.Fault;
import io.ultimatemcp.protocol.wire.FaultException;
import io.ultimatemcp.protocol.wire.Json;
import io.ultimatemcp.protocol.wire.Message;
import io.ultimatemcp.protocol.wire.Rpc;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * Stateless requests over a pipe: no headers to compare, and cancelled by a notification.
 * Thread-safe.
 */
final class PipeStateless {
    private final Engine engine;
    private final Caller caller;
    private final PipeWriter writer;
    private final Replies replies;
    private final Map<JsonNode, Running> calls = new ConcurrentHashMap<>();
    private final Map<JsonNode, Subscription> listens = new ConcurrentHashMap<>();

    PipeStateless(Engine engine, Caller caller, PipeWriter writer) {
        this.engine = engine;
        this.caller = caller;
        this.writer = writer;
        this.replies = new Replies(engine.stateless());
    }

    /** Answers on this thread. */
    void serve(Message.Request request) {
        boolean tasks = engine.tasks() != null;
        var attempt = Attempt.of(request, null, caller, engine.catalog(), tasks);
        Optional<Fault> objection = StatelessGate.objection(attempt);
        if (objection.isPresent()) {
            refuse(request, objection.get());
            return;
        }
        Method method = attempt.method().orElseThrow();
        if (method == Method.LISTEN) {
            listen(request);
        } else if (!engine.calls().enter(caller)) {
            refuse(request, new Fault.Busy("Too many requests at once"));
        } else {
            call(request, method);
        }
    }

    void cancel(JsonNode requestId) {
        Running running = calls.get(requestId);
        if (running != null) {
            running.stopSoon();
        }
        Subscription listen = listens.remove(requestId);
        if (listen != null) {
            listen.close();
            engine.listens().leave(caller);
        }
    }

    void cancelAll() {
        calls.values().forEach(Running::stopSoon);
    }

    /**
     * Ends every subscription: first its result, then the notification the cancellation page wants.
     */
    void endListens() {
        for (JsonNode id : List.copyOf(listens.keySet())) {
            Subscription listen = listens.remove(id);
            if (listen != null) {
                listen.close();
                engine.listens().leave(caller);
                writer.answer(listen.ending(engine.stateless()));
                writer.answer(
                        Rpc.notification(
                                "notifications/cancelled", Json.object().set("requestId", id)));
            }
        }
    }

    private void listen(Message.Request request) {
        if (!engine.listens().enter(caller)) {
            refuse(request, new Fault.Busy("Too many subscriptions at once"));
            return;
        }
        var listen =
                Subscription.open(
                        request,
                        caller,
                        engine.catalog(),
                        engine.tasks(),
                        engine.changes(),
                        engine.limits().streams().uris(),
                        writer);
        Subscription replaced = listens.put(request.id(), listen);
        if (replaced != null) {
            replaced.close();
            engine.listens().leave(caller);
        }
    }

    private void call(Message.Request request, Method method) {
        long started = System.nanoTime();
        var running = new Running();
        calls.put(request.id(), running);
        Answer answer;
        try {
            answer = answer(request, method, running);
        } finally {
            calls.remove(request.id(), running);
            running.finished();
            engine.calls().leave(caller);
        }
        String outcome = replies.outcome(answer, running.cancel());
        engine.meter().call(method.text(), outcome, System.nanoTime() - started);
        if (!running.cancel().isCancelled()) {
            writer.answer(replies.bytes(request.id(), answer));
        }
    }

    private Answer answer(Message.Request request, Method method, Running running) {
        try {
            Envelope envelope = Envelope.stateless(request.params());
            var driver =
                    new StatelessDriver(
                            engine.seal(),
                            engine.limits().calls(),
                            engine.clock(),
                            envelope.client(),
                            request.params(),
                            () -> Binding.of(caller, method.text(), request.params()));
            return engine.dispatcher()
                    .answer(
                            new Call(
                                    method,
                                    request.params(),
                                    caller,
                                    envelope,
                                    engine.stateless(),
                                    writer,
                                    running.cancel(),
                                    driver,
                                    retry -> {}));
        } catch (FaultException e) {
            return new Answer.Failed(e.fault());
        }
    }

    private void refuse(Message.Request request, Fault fault) {
        writer.answer(replies.error(request.id(), fault));
    }
}
