package io.ultimatemcp.protocol.endpoint;

import io.ultimatemcp.protocol.dispatch.Answer;
import io.ultimatemcp.protocol.era.Method;
import io.ultimatemcp.protocol.era.StatefulDialect;
import io.ultimatemcp.protocol.notify.Source;
import io.ultimatemcp.protocol.session.ReplayStream;
import io.ultimatemcp.protocol.session.Session;
import io.ultimatemcp.protocol.session.SessionStreams;
import io.ultimatemcp.protocol.wire.Fault;
import io.ultimatemcp.protocol.wire.FaultException;
import io.ultimatemcp.protocol.wire.Message;
import io.ultimatemcp.protocol.wire.Revision;
import io.ultimatemcp.protocol.wire.Rpc;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Sessions over HTTP. A client that closes the connection has cancelled nothing and may come back.
 */
final class StatefulDoor {
    static final String SESSION = "Mcp-Session-Id";
    private static final String VERSION = "MCP-Protocol-Version";

    private final Engine engine;
    private final SessionCalls calls;
    private final Replies replies = new Replies(new StatefulDialect(Revision.newestStateful()));

    StatefulDoor(Engine engine) {
        this.engine = engine;
        this.calls = new SessionCalls(engine);
    }

    void post(HttpCall http, Message message) throws InterruptedException {
        if (message instanceof Message.Request request
                && request.method().equals(Method.INITIALIZE.text())) {
            initialize(http, request);
            return;
        }
        Session session;
        try {
            session = session(http);
        } catch (FaultException e) {
            replies.refuse(http, id(message), e.fault());
            return;
        }
        switch (message) {
            case Message.Request request -> request(http, session, request);
            case Message.Notification notification -> {
                calls.notified(session, notification);
                http.respond(202, Map.of(), new byte[0]);
            }
            case Message.Response response -> {
                session.peers().answer(response);
                http.respond(202, Map.of(), new byte[0]);
            }
            case Message.Batch batch -> new BatchCalls(engine, calls).serve(http, session, batch);
            case Message.Malformed malformed ->
                    replies.refuse(http, malformed.id(), malformed.fault());
        }
    }

    /** The standing stream, or the rest of one that was cut. */
    void get(HttpCall http) {
        try {
            Session session = session(http);
            if (!PostReply.takesStream(http)) {
                throw new FaultException(
                        new Fault.NotAcceptable("GET needs Accept: text/event-stream"));
            }
            Source source = source(session, http.header("Last-Event-ID"));
            http.onDisconnect(source::abandoned);
            Pump.run(source, http.openStream(200, PostReply.STREAM), engine);
        } catch (FaultException e) {
            replies.refuse(http, null, e.fault());
        }
    }

    void delete(HttpCall http) {
        try {
            engine.sessions().end(session(http));
            http.respond(204, Map.of(), new byte[0]);
        } catch (FaultException e) {
            replies.refuse(http, null, e.fault());
        }
    }

    private void initialize(HttpCall http, Message.Request request) {
        try {
            var client = calls.negotiate(request.params());
            Session session = engine.sessions().create(http.caller(), client);
            calls.follow(session);
            var body = engine.dispatcher().introductions().initialize(client.revision());
            var headers = new LinkedHashMap<>(PostReply.JSON);
            headers.put(SESSION, session.id());
            http.respond(200, headers, Rpc.result(request.id(), body));
        } catch (FaultException e) {
            replies.refuse(http, request.id(), e.fault());
        }
    }

    private void request(HttpCall http, Session session, Message.Request request)
            throws InterruptedException {
        var lane = new ReplayLane(session);
        var reply = new PostReply(http, engine, lane::open);
        engine.pulse().add(reply);
        Optional<Answer> answer;
        try {
            answer =
                    calls.answer(
                            session,
                            http.caller(),
                            request,
                            reply,
                            retry -> lane.letGo(reply, retry));
        } finally {
            engine.pulse().remove(reply);
        }
        if (answer.isEmpty()) {
            reply.drop();
            return;
        }
        new Replies(new StatefulDialect(session.client().revision()))
                .finish(http, reply, request.id(), answer.get());
    }

    private Session session(HttpCall http) {
        String id = http.header(SESSION);
        if (id == null) {
            throw new FaultException(
                    new Fault.SessionMissing(SESSION + " is missing; begin with initialize"));
        }
        Session session =
                engine.sessions()
                        .find(id.strip(), http.caller())
                        .orElseThrow(() ->
                                new FaultException(
                                        new Fault.SessionUnknown(
                                                "Session not found; initialize again")));
        String version = http.header(VERSION);
        boolean served =
                version == null
                        || Revision.of(version.strip()).filter(r -> !r.stateless()).isPresent();
        if (!served) {
            throw new FaultException(
                    new Fault.InvalidRequest(VERSION + " names no revision with sessions"));
        }
        return session;
    }

    private static Source source(Session session, @Nullable String lastEventId) {
        boolean primes = session.client().revision().atLeast(Revision.V2025_11_25);
        if (lastEventId != null) {
            var position = session.streams().resume(lastEventId.strip());
            if (position.isPresent()) {
                SessionStreams.Position found = position.get();
                return found.stream().attach(found.after(), false);
            }
        }
        ReplayStream standing = session.streams().standing();
        return standing.attach(standing.delivered(), primes);
    }

    private static @Nullable JsonNode id(Message message) {
        return switch (message) {
            case Message.Request request -> request.id();
            case Message.Notification notification -> null;
            case Message.Response response -> null;
            case Message.Batch batch -> null;
            case Message.Malformed malformed -> malformed.id();
        };
    }

    /** The replayable stream of one call, made when the first message needs it. */
    private final class ReplayLane {
        private final Session session;
        private @Nullable ReplayStream stream;

        private ReplayLane(Session session) {
            this.session = session;
        }

        private synchronized PostReply.Lane open() {
            ReplayStream opened = session.streams().open(engine.clock().millis());
            stream = opened;
            return new PostReply.Lane(opened, opened::finish, opened.attach(0, primes()));
        }

        private void letGo(PostReply reply, Duration retry) {
            if (primes() && reply.stream()) {
                synchronized (this) {
                    if (stream != null) {
                        stream.letGo(retry);
                    }
                }
            }
        }

        private boolean primes() {
            return session.client().revision().atLeast(Revision.V2025_11_25);
        }
    }
}
