package io.ultimatemcp.protocol.endpoint;

import io.ultimatemcp.protocol.dispatch.Answer;
import io.ultimatemcp.protocol.era.Dialect;
import io.ultimatemcp.protocol.era.Era;
import io.ultimatemcp.protocol.era.Method;
import io.ultimatemcp.protocol.era.StatefulDialect;
import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.protocol.feature.ClientView;
import io.ultimatemcp.protocol.session.Session;
import io.ultimatemcp.protocol.wire.Fault;
import io.ultimatemcp.protocol.wire.FaultException;
import io.ultimatemcp.protocol.wire.Json;
import io.ultimatemcp.protocol.wire.Message;
import io.ultimatemcp.protocol.wire.Revision;
import io.ultimatemcp.protocol.wire.Rpc;
import java.time.Duration;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The messages of one pipe. Both eras share it: stateless calls stand alone, the others belong to
 * the one session that an {@code initialize} may renew at any time.
 */
final class PipeCalls {
    private final Engine engine;
    private final Caller caller;
    private final PipeWriter writer;
    private final SessionCalls sessionCalls;
    private final PipeStateless stateless;
    private final Phaser running = new Phaser(1);
    private volatile Session session;

    PipeCalls(Engine engine, Caller caller, PipeWriter writer) {
        this.engine = engine;
        this.caller = caller;
        this.writer = writer;
        this.sessionCalls = new SessionCalls(engine);
        this.stateless = new PipeStateless(engine, caller, writer);
        // clients that skip the handshake are served like the most careful one
        this.session = begin(new ClientView(Revision.newestStateful(), Json.object()));
    }

    /** Takes a message; calls run on threads of their own. */
    void take(Message message) {
        switch (Era.of(message, null, true)) {
            case Era.Refused refused -> refuse(id(message), refused.fault());
            case Era.Stateless era -> takeStateless(message);
            case Era.Stateful era -> takeStateful(message);
        }
    }

    /** Lets running calls end for a while, then cancels them. */
    void close(Duration drain) {
        stateless.endListens();
        try {
            running.awaitAdvanceInterruptibly(
                    running.arrive(), drain.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            stateless.cancelAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            session.close();
            writer.close(drain);
        }
    }

    void refuse(@Nullable JsonNode id, Fault fault) {
        writer.answer(Rpc.error(id, dialect().error(fault)));
    }

    private void takeStateless(Message message) {
        switch (message) {
            case Message.Request request -> start(() -> stateless.serve(request));
            case Message.Notification notification -> cancelled(notification);
            case Message.Response response -> {}
            case Message.Batch batch -> {}
            case Message.Malformed malformed -> {}
        }
    }

    private void takeStateful(Message message) {
        switch (message) {
            case Message.Request request -> {
                if (request.method().equals(Method.INITIALIZE.text())) {
                    initialize(request);
                } else {
                    Session current = session;
                    start(() -> serve(current, request));
                }
            }
            case Message.Notification notification -> cancelled(notification);
            case Message.Response response -> session.peers().answer(response);
            case Message.Batch batch -> {
                if (session.client().revision() == Revision.V2025_03_26) {
                    batch.elements().forEach(this::takeStateful);
                } else {
                    refuse(null, new Fault.InvalidRequest("This revision has no batches"));
                }
            }
            case Message.Malformed malformed -> refuse(malformed.id(), malformed.fault());
        }
    }

    private void initialize(Message.Request request) {
        try {
            ClientView client = sessionCalls.negotiate(request.params());
            Session old = session;
            session = begin(client);
            old.close();
            var body = engine.dispatcher().introductions().initialize(client.revision());
            writer.answer(Rpc.result(request.id(), body));
            sessionCalls.follow(session);
        } catch (FaultException e) {
            refuse(request.id(), e.fault());
        }
    }

    private Session begin(ClientView client) {
        return Session.onPipe(caller, client, writer, engine.limits());
    }

    private void serve(Session current, Message.Request request) {
        sessionCalls
                .answer(current, caller, request, writer, retry -> {})
                .ifPresent(answer -> answer(current, request, answer));
    }

    private void answer(Session current, Message.Request request, Answer answer) {
        var replies = new Replies(new StatefulDialect(current.client().revision()));
        writer.answer(replies.bytes(request.id(), answer));
    }

    /** A cancellation may mean a call of either era. */
    private void cancelled(Message.Notification notification) {
        sessionCalls.notified(session, notification);
        if (notification.method().equals("notifications/cancelled")) {
            stateless.cancel(notification.params().path("requestId"));
        }
    }

    private void start(Runnable work) {
        running.register();
        Thread.ofVirtual()
                .name("stdio-call")
                .start(() -> {
                    try {
                        work.run();
                    } finally {
                        running.arriveAndDeregister();
                    }
                });
    }

    private Dialect dialect() {
        return new StatefulDialect(session.client().revision());
    }

    private static @Nullable JsonNode id(Message message) {
        return switch (message) {
            case Message.Request request -> request.id();
            case Message.Malformed malformed -> malformed.id();
            case Message.Notification notification -> null;
            case Message.Response response -> null;
            case Message.Batch batch -> null;
        };
    }
}
