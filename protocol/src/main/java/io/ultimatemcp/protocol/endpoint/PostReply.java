package io.ultimatemcp.protocol.endpoint;

import io.ultimatemcp.protocol.notify.Emitter;
import io.ultimatemcp.protocol.notify.Outgoing;
import io.ultimatemcp.protocol.notify.Source;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a POST: plain JSON, unless something has to be said before the result or the call
 * stays silent for long; then an event stream, if the client takes one.
 *
 * <p>Its states: nothing sent → JSON, or nothing sent → stream → ended. The stream has a writer
 * thread of its own; the handler's thread never writes and never waits for the client before it is
 * done.
 */
final class PostReply implements Emitter, Pulse.Beat {
    static final Map<String, String> JSON = Map.of("Content-Type", "application/json");
    static final Map<String, String> STREAM =
            Map.of(
                    "Content-Type",
                    "text/event-stream",
                    "Cache-Control",
                    "no-cache, no-transform",
                    "X-Accel-Buffering",
                    "no");

    private final HttpCall call;
    private final Engine engine;
    private final boolean takesStream;
    private final Supplier<Lane> lanes;
    private final long started = System.nanoTime();
    private @Nullable Lane lane;
    private @Nullable Thread writer;
    private boolean answered;

    PostReply(HttpCall call, Engine engine, Supplier<Lane> lanes) {
        this.call = call;
        this.engine = engine;
        this.lanes = lanes;
        this.takesStream = takesStream(call);
    }

    /** Where a stream's messages go in and come out. */
    record Lane(Emitter in, Consumer<byte @Nullable []> finish, Source out) {}

    static boolean takesStream(HttpCall call) {
        String accept = call.header("Accept");
        return accept != null && accept.contains("text/event-stream");
    }

    @Override
    public synchronized boolean emit(Outgoing message) {
        return !answered && stream() && lane != null && lane.in().emit(message);
    }

    /** Makes it a stream now; returns whether it is one. */
    synchronized boolean stream() {
        if (lane == null && takesStream && !answered) {
            Lane opened = lanes.get();
            lane = opened;
            StreamWriter body = call.openStream(200, STREAM);
            writer =
                    Thread.ofVirtual()
                            .name("stream")
                            .start(() -> Pump.run(opened.out(), body, engine));
            call.onDisconnect(opened.out()::abandoned);
        }
        return lane != null;
    }

    /** A silent call becomes a stream, so that heartbeats keep proxies from cutting it. */
    @Override
    public void tick(long nanoTime) {
        if (nanoTime - started > engine.limits().streams().silence().toNanos()) {
            stream();
        }
    }

    /** Answers; waits until a stream's client has read all of it or has gone. */
    void finish(int status, byte[] json) throws InterruptedException {
        finish(status, JSON, List.of(json), json);
    }

    /**
     * Answers a batch.
     *
     * @param headers of a plain answer
     * @param each the answers for a stream
     * @param whole the same as one JSON array
     */
    void finish(int status, Map<String, String> headers, List<byte[]> each, byte[] whole)
            throws InterruptedException {
        Thread streaming;
        synchronized (this) {
            answered = true;
            if (lane == null) {
                call.respond(status, headers, whole);
                return;
            }
            Lane open = lane;
            each.subList(0, each.size() - 1).forEach(one -> open.in().emit(Outgoing.must(one)));
            open.finish().accept(each.getLast());
            streaming = writer;
        }
        join(streaming);
    }

    /** Ends without an answer, as a cancelled call does. */
    void drop() throws InterruptedException {
        Thread streaming;
        synchronized (this) {
            answered = true;
            if (lane == null) {
                call.respond(202, Map.of(), new byte[0]);
                return;
            }
            lane.finish().accept(null);
            streaming = writer;
        }
        join(streaming);
    }

    private static void join(@Nullable Thread streaming) throws InterruptedException {
        if (streaming != null) {
            streaming.join();
        }
    }
}
