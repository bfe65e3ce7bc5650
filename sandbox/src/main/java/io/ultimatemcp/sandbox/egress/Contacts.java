package io.ultimatemcp.sandbox.egress;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Adds up what a run did with its network, in bounded memory. Thread-safe. */
final class Contacts {
    private static final int MOST = 64;
    private static final Target UNKNOWN = new Target("", 0);

    private final Map<Key, Tally> tallies = new LinkedHashMap<>();
    private long omitted;

    private record Key(Target target, Optional<Denial> denial) {}

    private record Tally(long connections, long sent, long received) {}

    /** One connection is over; {@code target} is null when none could be told. */
    synchronized void add(
            @Nullable Target target, Optional<Denial> denial, long sent, long received) {
        var key = new Key(target == null ? UNKNOWN : target, denial);
        if (!tallies.containsKey(key) && tallies.size() >= MOST) {
            omitted++;
            return;
        }
        tallies.merge(
                key,
                new Tally(1, sent, received),
                (a, b) ->
                        new Tally(
                                a.connections + b.connections,
                                a.sent + b.sent,
                                a.received + b.received));
    }

    synchronized NetworkUse use() {
        List<Contact> contacts =
                tallies.entrySet().stream()
                        .map(entry -> contact(entry.getKey(), entry.getValue()))
                        .toList();
        return new NetworkUse(contacts, omitted);
    }

    private static Contact contact(Key key, Tally tally) {
        return new Contact(
                key.target.host(),
                key.target.port(),
                tally.connections,
                tally.sent,
                tally.received,
                key.denial);
    }
}
