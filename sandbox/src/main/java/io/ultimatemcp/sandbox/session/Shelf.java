package io.ultimatemcp.sandbox.session;

import io.ultimatemcp.sandbox.Language;
import io.ultimatemcp.sandbox.Limits;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Which sessions there are, and whether there is room for one more. Thread-safe. */
final class Shelf {
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final int MOST_ENDINGS = 1_000;

    private final SessionSettings settings;
    private final InstantSource clock;
    private final Map<Session.Key, Session> sessions = new LinkedHashMap<>();
    private long begun;

    /** Why the last session of a name ended, until a new one has told it. */
    private final Map<Session.Key, Ending> endings =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Session.Key, Ending> eldest) {
                    return size() > MOST_ENDINGS;
                }
            };

    Shelf(SessionSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** The answer to a wish for a session. */
    sealed interface Place {}

    /**
     * There it is.
     *
     * @param evicted marked and taken off the shelf for it, theirs to end by who asked
     */
    record Taken(Session session, List<Session> evicted) implements Place {}

    /** There is no room. */
    record Full(Declined why) implements Place {}

    /** The session of that key, made when there is none. */
    synchronized Place place(Session.Key key, Language language, Limits limits) {
        Session there = sessions.get(key);
        if (there != null) {
            return new Taken(there, List.of());
        }
        var evicted = new ArrayList<Session>();
        Predicate<Session> own = session -> session.key.owner().equals(key.owner());
        if (sessions.values().stream().filter(own).count() >= settings.each()
                && !evictOldest(own, evicted)) {
            return new Full(new Declined.TooManyOwn(settings.each(), RETRY));
        }
        if (sessions.size() >= settings.all()
                && !evictOldest(own, evicted)
                && !evictOldest(_ -> true, evicted)) {
            return new Full(new Declined.TooMany(settings.all(), RETRY));
        }
        var made = new Session(key, language, limits, settings, clock);
        sessions.put(key, made);
        begun++;
        return new Taken(made, evicted);
    }

    private boolean evictOldest(Predicate<Session> among, List<Session> into) {
        Optional<Session> oldest =
                sessions.values().stream()
                        .filter(among)
                        .sorted(Comparator.comparing(Session::used))
                        .filter(Session::enter)
                        .findFirst();
        oldest.ifPresent(session -> {
            session.close(); // who comes next sees it and makes a fresh one
            session.leave();
            sessions.remove(session.key);
            endings.put(session.key, Ending.EVICTED);
            into.add(session);
        });
        return oldest.isPresent();
    }

    synchronized SessionUse use() {
        return new SessionUse(sessions.size(), settings.all(), begun);
    }

    synchronized Optional<Session> find(Session.Key key) {
        return Optional.ofNullable(sessions.get(key));
    }

    synchronized List<Session> of(String owner) {
        return sessions.values().stream()
                .filter(session -> session.key.owner().equals(owner))
                .toList();
    }

    synchronized List<Session> all() {
        return List.copyOf(sessions.values());
    }

    /** Takes one off that has ended, and remembers why. */
    synchronized void remove(Session session) {
        if (sessions.remove(session.key, session)) {
            session.ending().ifPresent(ending -> endings.put(session.key, ending));
        }
    }

    /** Takes one off that its owner knows to have ended. */
    synchronized void forget(Session session) {
        sessions.remove(session.key, session);
    }

    /** Why the session before this one ended; told once, to its first cell. */
    synchronized Optional<Ending> formerEnd(Session session) {
        return Optional.ofNullable(endings.remove(session.key));
    }
}
