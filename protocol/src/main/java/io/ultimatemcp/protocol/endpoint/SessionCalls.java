package io.ultimatemcp.protocol.endpoint;

import io.ultimatemcp.protocol.dispatch.Answer;
import io.ultimatemcp.protocol.dispatch.Call;
import io.ultimatemcp.protocol.dispatch.Filters;
import io.ultimatemcp.protocol.era.Method;
import io.ultimatemcp.protocol.era.StatefulDialect;
import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.protocol.feature.ClientView;
import io.ultimatemcp.protocol.feature.LogLevel;
import io.ultimatemcp.protocol.gate.Envelope;
import io.ultimatemcp.protocol.interact.Peer;
import io.ultimatemcp.protocol.interact.StatefulDriver;
import io.ultimatemcp.protocol.notify.Emitter;
import io.ultimatemcp.protocol.session.Session;
import io.ultimatemcp.protocol.wire.Fault;
import io.ultimatemcp.protocol.wire.FaultException;
import io.ultimatemcp.protocol.wire.Json;
import io.ultimatemcp.protocol.wire.Message;
import io.ultimatemcp.protocol.wire.Revision;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Requests and notifications of a session, whatever carries them. */
final class SessionCalls {
    private final Engine engine;

    SessionCalls(Engine engine) {
        this.engine = engine;
    }

    /**
     * Reads {@code initialize}: a revision we serve is granted, any other gets our newest with
     * sessions.
     *
     * @throws FaultException when the parameters have another shape
     */
    ClientView negotiate(ObjectNode params) {
        JsonNode version = params.path("protocolVersion");
        if (!version.isString()) {
            throw FaultException.invalidParams("params.protocolVersion must be a string");
        }
        Revision revision =
                Revision.of(version.stringValue())
                        .filter(known -> !known.stateless())
                        .orElse(Revision.newestStateful());
        return new ClientView(
                revision,
                params.get("capabilities") instanceof ObjectNode given ? given : Json.object());
    }

    /**
     * Answers a request; empty when it was cancelled.
     *
     * @param caller who sends it, with the permissions of now
     * @param letGo lets the client's connection go for a while
     */
    Optional<Answer> answer(
            Session session,
            Caller caller,
            Message.Request request,
            Emitter emitter,
            Consumer<Duration> letGo) {
        long started = System.nanoTime();
        var method = Method.stateful(request.method(), engine.catalog().offers());
        if (method.isEmpty() || method.get() == Method.INITIALIZE) {
            return failed(new Fault.UnknownMethod("Method not found"));
        }
        if (!engine.calls().enter(caller)) {
            return failed(new Fault.Busy("Too many requests at once"));
        }
        var running = new Running();
        try {
            if (!session.begin(request.id(), running::stop)) {
                return failed(new Fault.InvalidRequest("A request with this id is running"));
            }
            Answer answer = route(session, caller, request, method.get(), emitter, running, letGo);
            var dialect = new StatefulDialect(session.client().revision());
            String outcome = new Replies(dialect).outcome(answer, running.cancel());
            engine.meter().call(method.get().text(), outcome, System.nanoTime() - started);
            return running.cancel().isCancelled() ? Optional.empty() : Optional.of(answer);
        } catch (FaultException e) {
            return failed(e.fault());
        } finally {
            running.finished();
            session.end(request.id());
            engine.calls().leave(caller);
        }
    }

    /** Takes a notification; what is not known is ignored. */
    void notified(Session session, Message.Notification notification) {
        if (notification.method().equals("notifications/cancelled")) {
            session.cancel(notification.params().path("requestId"));
        }
    }

    /** Tells the session of changes as long as it lives. */
    void follow(Session session) {
        var registration = new SessionFeed(session, engine.catalog());
        registration.begin(engine.changes());
    }

    private Answer route(
            Session session,
            Caller caller,
            Message.Request request,
            Method method,
            Emitter emitter,
            Running running,
            Consumer<Duration> letGo) {
        return switch (method) {
            case SET_LEVEL -> setLevel(session, request.params());
            case SUBSCRIBE -> subscribe(session, caller, request.params());
            case UNSUBSCRIBE -> {
                session.unwatch(uri(request.params()));
                yield empty();
            }
            case DISCOVER,
                    TOOLS_LIST,
                    TOOLS_CALL,
                    RESOURCES_LIST,
                    TEMPLATES_LIST,
                    RESOURCES_READ,
                    PROMPTS_LIST,
                    PROMPTS_GET,
                    COMPLETE,
                    LISTEN,
                    TASKS_GET,
                    TASKS_UPDATE,
                    TASKS_CANCEL,
                    INITIALIZE,
                    PING ->
                    dispatch(session, caller, request, method, emitter, running, letGo);
        };
    }

    private Answer dispatch(
            Session session,
            Caller caller,
            Message.Request request,
            Method method,
            Emitter emitter,
            Running running,
            Consumer<Duration> letGo) {
        ClientView client = session.client();
        Emitter nearest =
                message ->
                        emitter.emit(message)
                                || (session.streams().standing().hasReader()
                                        && session.unrelated().emit(message));
        Peer peer = (asked, params) -> session.peers().ask(nearest, asked, params);
        return engine.dispatcher()
                .answer(
                        new Call(
                                method,
                                request.params(),
                                caller,
                                Envelope.stateful(request.params(), client, session.level()),
                                new StatefulDialect(client.revision()),
                                emitter,
                                running.cancel(),
                                new StatefulDriver(
                                        peer, client, engine.limits().calls(), running.cancel()),
                                letGo));
    }

    private static Answer setLevel(Session session, ObjectNode params) {
        String level = params.path("level").stringValue("");
        session.level(
                LogLevel.of(level)
                        .orElseThrow(() ->
                                FaultException.invalidParams("params.level is not a log level")));
        return empty();
    }

    private Answer subscribe(Session session, Caller caller, ObjectNode params) {
        String uri = uri(params);
        if (!Filters.visible(uri, caller, engine.catalog())) {
            throw FaultException.resourceNotFound(uri);
        }
        if (!session.watch(uri)) {
            throw FaultException.invalidParams("This session watches too many resources");
        }
        return empty();
    }

    private static String uri(ObjectNode params) {
        JsonNode uri = params.path("uri");
        if (!uri.isString()) {
            throw FaultException.invalidParams("params.uri must be a string");
        }
        return uri.stringValue();
    }

    private static Answer empty() {
        return new Answer.Result(Json.object(), "ok");
    }

    private static Optional<Answer> failed(Fault fault) {
        return Optional.of(new Answer.Failed(fault));
    }
}
