package io.ultimatemcp.protocol.session;

import io.ultimatemcp.protocol.wire.Limits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The streams of one session: the standing one for unrelated messages, and one for each call that
 * was answered with a stream, kept for a while after its end. Thread-safe.
 */
public final class SessionStreams {
    /** Ended streams that can still be resumed; the oldest makes room. */
    private static final int KEPT = 8;

    private final Limits.Streams limits;
    private final ReplayStream standing;
    private final Map<String, Kept> calls = new LinkedHashMap<>();
    private int count;

    SessionStreams(Limits.Streams limits) {
        this.limits = limits;
        this.standing = new ReplayStream("0", limits);
    }

    private record Kept(ReplayStream stream, long createdMillis) {}

    /** Where a client wants to go on. */
    public record Position(ReplayStream stream, long after) {}

    /** The stream for messages that belong to no call. */
    public ReplayStream standing() {
        return standing;
    }

    /** A new stream for one call. */
    public synchronized ReplayStream open(long nowMillis) {
        String name = Integer.toString(++count);
        var stream = new ReplayStream(name, limits);
        calls.values()
                .removeIf(kept ->
                        kept.stream.ended()
                                && nowMillis - kept.createdMillis > limits.replayLife().toMillis());
        if (calls.size() >= KEPT) {
            calls.values().stream()
                    .filter(kept -> kept.stream.ended())
                    .findFirst()
                    .ifPresent(calls.values()::remove);
        }
        calls.put(name, new Kept(stream, nowMillis));
        return stream;
    }

    /** Reads a {@code Last-Event-ID}; empty when it names nothing that is kept. */
    public synchronized Optional<Position> resume(String lastEventId) {
        int dash = lastEventId.indexOf('-');
        if (dash < 0 || !lastEventId.substring(dash + 1).matches("[0-9]{1,18}")) {
            return Optional.empty();
        }
        String name = lastEventId.substring(0, dash);
        long after = Long.parseLong(lastEventId.substring(dash + 1));
        if (name.equals("0")) {
            return Optional.of(new Position(standing, after));
        }
        return Optional.ofNullable(calls.get(name)).map(kept -> new Position(kept.stream, after));
    }

    synchronized void close() {
        standing.finish(null);
        calls.values().forEach(kept -> kept.stream.finish(null));
    }
}
