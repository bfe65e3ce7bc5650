package io.ultimatemcp.protocol.session;

import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.protocol.feature.ClientView;
import io.ultimatemcp.protocol.feature.LogLevel;
import io.ultimatemcp.protocol.notify.Emitter;
import io.ultimatemcp.protocol.wire.Limits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** What one {@code initialize} began: small, in memory, of one caller. Thread-safe. */
public final class Session {
    private final String id;
    private volatile Caller owner;
    private final ClientView client;
    private final Emitter unrelated;
    private final SessionStreams streams;
    private final PeerRequests peers = new PeerRequests();
    private final Map<JsonNode, Runnable> running = new ConcurrentHashMap<>();
    private final Set<String> watched = ConcurrentHashMap.newKeySet();
    private final Limits limits;
    private final long createdMillis;
    private volatile long usedMillis;
    private volatile LogLevel level = LogLevel.INFO;
    private final List<Runnable> endings = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    private Session(
            String id,
            Caller owner,
            ClientView client,
            Optional<Emitter> pipe,
            Limits limits,
            long nowMillis) {
        this.id = id;
        this.owner = owner;
        this.client = client;
        this.streams = new SessionStreams(limits.streams());
        this.unrelated = pipe.orElse(streams.standing());
        this.limits = limits;
        this.createdMillis = nowMillis;
        this.usedMillis = nowMillis;
    }

    /** A session whose messages go into one pipe. */
    public static Session onPipe(Caller owner, ClientView client, Emitter pipe, Limits limits) {
        return new Session("stdio", owner, client, Optional.of(pipe), limits, 0);
    }

    static Session onHttp(
            String id, Caller owner, ClientView client, Limits limits, long nowMillis) {
        return new Session(id, owner, client, Optional.empty(), limits, nowMillis);
    }

    public String id() {
        return id;
    }

    /** Its caller, with the permissions of the latest request. */
    public Caller owner() {
        return owner;
    }

    public ClientView client() {
        return client;
    }

    public PeerRequests peers() {
        return peers;
    }

    public SessionStreams streams() {
        return streams;
    }

    /** Where messages go that belong to no call. */
    public Emitter unrelated() {
        return unrelated;
    }

    public LogLevel level() {
        return level;
    }

    public void level(LogLevel chosen) {
        level = chosen;
    }

    /** Watches a resource; returns false when the limit is reached. */
    public boolean watch(String uri) {
        return watched.contains(uri)
                || (watched.size() < limits.streams().uris() && watched.add(uri));
    }

    public void unwatch(String uri) {
        watched.remove(uri);
    }

    public boolean watches(String uri) {
        return watched.contains(uri);
    }

    /** Notes a running call; returns false when its id is in use. */
    public boolean begin(JsonNode requestId, Runnable stop) {
        return running.putIfAbsent(requestId, stop) == null;
    }

    public void end(JsonNode requestId) {
        running.remove(requestId);
    }

    /** Cancels a running call; an unknown or finished id is ignored. */
    public void cancel(JsonNode requestId) {
        Runnable stop = running.get(requestId);
        if (stop != null) {
            Thread.ofVirtual().name("cancel").start(stop);
        }
    }

    /** Ends everything that belongs to it. */
    public void close() {
        closed = true;
        endings.forEach(Runnable::run);
        peers.close();
        running.values().forEach(stop -> Thread.ofVirtual().name("cancel").start(stop));
        streams.close();
    }

    /** Runs {@code action}, which must not block, when the session ends, or at once when it has. */
    public void onClose(Runnable action) {
        endings.add(action);
        if (closed) {
            action.run();
        }
    }

    public boolean closed() {
        return closed;
    }

    void use(Caller caller, long nowMillis) {
        owner = caller;
        usedMillis = nowMillis;
    }

    long usedMillis() {
        return usedMillis;
    }

    /** A session with a running call is not idle. */
    boolean outlived(long nowMillis) {
        boolean idle =
                running.isEmpty()
                        && !streams.standing().hasReader()
                        && nowMillis - usedMillis > limits.sessions().idle().toMillis();
        return idle || nowMillis - createdMillis > limits.sessions().absolute().toMillis();
    }
}
