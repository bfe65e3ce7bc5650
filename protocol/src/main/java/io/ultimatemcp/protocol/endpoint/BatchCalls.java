package io.ultimatemcp.protocol.endpoint;

import io.ultimatemcp.protocol.era.Dialect;
import io.ultimatemcp.protocol.era.StatefulDialect;
import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.protocol.session.ReplayStream;
import io.ultimatemcp.protocol.session.Session;
import io.ultimatemcp.protocol.wire.Fault;
import io.ultimatemcp.protocol.wire.Message;
import io.ultimatemcp.protocol.wire.Revision;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** JSON-RPC batches, which 2025-03-26 alone has: all elements at once, one array of answers. */
final class BatchCalls {
    private final Engine engine;
    private final SessionCalls calls;

    BatchCalls(Engine engine, SessionCalls calls) {
        this.engine = engine;
        this.calls = calls;
    }

    void serve(HttpCall http, Session session, Message.Batch batch) throws InterruptedException {
        Dialect dialect = new StatefulDialect(session.client().revision());
        if (session.client().revision() != Revision.V2025_03_26) {
            new Replies(dialect)
                    .refuse(
                            http,
                            null,
                            new Fault.InvalidRequest("Only revision 2025-03-26 has batches"));
            return;
        }
        var reply = new PostReply(http, engine, () -> lane(session));
        List<byte[]> answers = answers(http.caller(), session, batch, new Replies(dialect), reply);
        if (answers.isEmpty()) {
            reply.drop();
        } else {
            reply.finish(200, PostReply.JSON, answers, array(answers));
        }
    }

    private List<byte[]> answers(
            Caller caller, Session session, Message.Batch batch, Replies replies, PostReply reply)
            throws InterruptedException {
        var answers = new ConcurrentLinkedQueue<byte[]>();
        var threads = new ArrayList<Thread>();
        for (Message element : batch.elements()) {
            switch (element) {
                case Message.Request request ->
                        threads.add(
                                Thread.ofVirtual()
                                        .name("batch")
                                        .start(() ->
                                                calls.answer(
                                                                session,
                                                                caller,
                                                                request,
                                                                reply,
                                                                retry -> {})
                                                        .map(a -> replies.bytes(request.id(), a))
                                                        .ifPresent(answers::add)));
                case Message.Notification notification -> calls.notified(session, notification);
                case Message.Response response -> session.peers().answer(response);
                case Message.Batch nested -> answers.add(invalid(replies, null));
                case Message.Malformed malformed -> answers.add(invalid(replies, malformed.id()));
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return List.copyOf(answers);
    }

    private static byte[] invalid(Replies replies, @Nullable JsonNode id) {
        return replies.error(id, new Fault.InvalidRequest("Not a message of a batch"));
    }

    private PostReply.Lane lane(Session session) {
        ReplayStream stream = session.streams().open(engine.clock().millis());
        return new PostReply.Lane(stream, stream::finish, stream.attach(0, false));
    }

    private static byte[] array(List<byte[]> elements) {
        var out = new ByteArrayOutputStream();
        out.write('[');
        for (byte[] element : elements) {
            if (out.size() > 1) {
                out.write(',');
            }
            out.writeBytes(element);
        }
        out.write(']');
        return out.toByteArray();
    }
}
