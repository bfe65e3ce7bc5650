package io.ultimatemcp.protocol.endpoint;

import io.ultimatemcp.protocol.dispatch.Answer;
import io.ultimatemcp.protocol.dispatch.Call;
import io.ultimatemcp.protocol.dispatch.Subscription;
import io.ultimatemcp.protocol.era.Method;
import io.ultimatemcp.protocol.gate.Attempt;
import io.ultimatemcp.protocol.gate.Envelope;
import io.ultimatemcp.protocol.gate.StatelessGate;
import io.ultimatemcp.protocol.interact.Binding;
import io.ultimatemcp.protocol.interact.StatelessDriver;
import io.ultimatemcp.protocol.notify.Outbox;
import io.ultimatemcp.protocol.wire.Fault;
import io.ultimatemcp.protocol.wire.FaultException;
import io.ultimatemcp.protocol.wire.Message;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Stateless requests over HTTP. A client that closes the connection has cancelled. */
final class StatelessDoor {
    private final Engine engine;
    private final Replies replies;

    StatelessDoor(Engine engine) {
        this.engine = engine;
        this.replies = new Replies(engine.stateless());
    }

    void serve(HttpCall http, Message.Request request) throws InterruptedException {
        var attempt =
                Attempt.of(
                        request,
                        Replies.headers(http),
                        http.caller(),
                        engine.catalog(),
                        engine.tasks() != null);
        Optional<Fault> objection = StatelessGate.objection(attempt);
        if (objection.isPresent()) {
            replies.refuse(http, request.id(), objection.get());
            return;
        }
        Method method = attempt.method().orElseThrow();
        Admission admission = method == Method.LISTEN ? engine.listens() : engine.calls();
        if (!admission.enter(http.caller())) {
            replies.refuse(http, request.id(), new Fault.Busy("Too many requests at once"));
            return;
        }
        try {
            if (method == Method.LISTEN) {
                listen(http, request);
            } else {
                call(http, request, method);
            }
        } finally {
            admission.leave(http.caller());
        }
    }

    private void call(HttpCall http, Message.Request request, Method method)
            throws InterruptedException {
        long started = System.nanoTime();
        var running = new Running();
        http.onDisconnect(running::stopSoon);
        var reply = new PostReply(http, engine, this::lane);
        engine.pulse().add(reply);
        Answer answer;
        try {
            answer = answer(http, request, method, running, reply);
        } finally {
            engine.pulse().remove(reply);
            running.finished();
        }
        String outcome = replies.outcome(answer, running.cancel());
        engine.meter().call(method.text(), outcome, System.nanoTime() - started);
        if (running.cancel().isCancelled()) {
            reply.drop();
        } else {
            replies.finish(http, reply, request.id(), answer);
        }
    }

    private Answer answer(
            HttpCall http,
            Message.Request request,
            Method method,
            Running running,
            PostReply reply) {
        try {
            Envelope envelope = Envelope.stateless(request.params());
            var driver =
                    new StatelessDriver(
                            engine.seal(),
                            engine.limits().calls(),
                            engine.clock(),
                            envelope.client(),
                            request.params(),
                            () -> Binding.of(http.caller(), method.text(), request.params()));
            return engine.dispatcher()
                    .answer(
                            new Call(
                                    method,
                                    request.params(),
                                    http.caller(),
                                    envelope,
                                    engine.stateless(),
                                    reply,
                                    running.cancel(),
                                    driver,
                                    retry -> {}));
        } catch (FaultException e) {
            return new Answer.Failed(e.fault());
        }
    }

    private void listen(HttpCall http, Message.Request request) throws InterruptedException {
        if (!PostReply.takesStream(http)) {
            replies.refuse(
                    http,
                    request.id(),
                    new Fault.NotAcceptable("subscriptions/listen needs text/event-stream"));
            return;
        }
        Outbox outbox = outbox();
        var subscription =
                Subscription.open(
                        request,
                        http.caller(),
                        engine.catalog(),
                        engine.tasks(),
                        engine.changes(),
                        engine.limits().streams().uris(),
                        outbox);
        byte[] ending = subscription.ending(engine.stateless());
        Pulse.Beat expiry = expiry(http, () -> outbox.finish(ending));
        engine.pulse().add(expiry);
        var end = engine.open().add(() -> outbox.finish(ending));
        try (subscription) {
            http.onDisconnect(outbox::abandoned);
            Pump.run(outbox, http.openStream(200, PostReply.STREAM), engine);
        } finally {
            end.close();
            engine.pulse().remove(expiry);
        }
    }

    /** Ends a stream when the caller's credential does. */
    private Pulse.Beat expiry(HttpCall http, Runnable end) {
        Optional<Instant> until = http.validUntil();
        if (until.isEmpty()) {
            return now -> {};
        }
        long left = until.get().toEpochMilli() - engine.clock().millis();
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(left);
        return now -> {
            if (now - deadline > 0) {
                end.run();
            }
        };
    }

    private PostReply.Lane lane() {
        Outbox outbox = outbox();
        return new PostReply.Lane(outbox, outbox::finish, outbox);
    }

    private Outbox outbox() {
        var limits = engine.limits().streams();
        return new Outbox(limits.outboxMessages(), limits.outboxBytes());
    }
}
