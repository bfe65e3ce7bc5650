package io.ultimatemcp.protocol.session;

import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.protocol.feature.ClientView;
import io.ultimatemcp.protocol.wire.Fault;
import io.ultimatemcp.protocol.wire.FaultException;
import io.ultimatemcp.protocol.wire.Limits;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;

/** The sessions of all HTTP callers, within their limits. Thread-safe; finding takes no lock. */
public final class SessionStore {
    private final Limits limits;
    private final InstantSource clock;
    private final IntConsumer gauge;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    /**
     * @param gauge told of each session that begins (1) and ends (-1)
     */
    public SessionStore(Limits limits, InstantSource clock, IntConsumer gauge) {
        this.limits = limits;
        this.clock = clock;
        this.gauge = gauge;
    }

    /**
     * Begins a session. A caller at its limit loses the one it used longest ago.
     *
     * @throws FaultException with {@link Fault.Busy} when the server is full
     */
    public synchronized Session create(Caller caller, ClientView client) {
        List<Session> own =
                sessions.values().stream()
                        .filter(session -> session.owner().id().equals(caller.id()))
                        .toList();
        if (own.size() >= limits.sessions().perCaller()) {
            own.stream().min(Comparator.comparingLong(Session::usedMillis)).ifPresent(this::end);
        }
        if (sessions.size() >= limits.sessions().total()) {
            throw new FaultException(new Fault.Busy("The server holds no more sessions"));
        }
        byte[] id = new byte[18];
        random.nextBytes(id);
        String name = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
        Session session = Session.onHttp(name, caller, client, limits, clock.millis());
        sessions.put(name, session);
        gauge.accept(1);
        return session;
    }

    /** The living session of that id, when it is the caller's. */
    public Optional<Session> find(String id, Caller caller) {
        Session session = sessions.get(id);
        if (session == null || !session.owner().id().equals(caller.id())) {
            return Optional.empty();
        }
        long now = clock.millis();
        if (session.outlived(now)) {
            end(session);
            return Optional.empty();
        }
        session.use(caller, now);
        return Optional.of(session);
    }

    public void end(Session session) {
        if (sessions.remove(session.id(), session)) {
            session.close();
            gauge.accept(-1);
        }
    }

    /** Ends the sessions that outlived their limits. */
    public void sweep() {
        long now = clock.millis();
        sessions.values().stream().filter(s -> s.outlived(now)).toList().forEach(this::end);
    }

    /** The living sessions. */
    public Collection<Session> all() {
        return sessions.values();
    }
}
