package io.ultimatemcp.server.meter;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Counts by the value of a label. Of values that nobody foresaw there are {@value #MOST} at most;
 * later ones are counted together. Thread-safe.
 */
final class Family<T> {
    static final String OTHERS = "other";
    private static final int MOST = 64;

    private final Supplier<T> fresh;
    private final ConcurrentMap<String, T> members = new ConcurrentHashMap<>();

    Family(Supplier<T> fresh) {
        this.fresh = fresh;
    }

    /** What is counted under that value, made at its first use. */
    T of(String value) {
        T known = members.get(value);
        if (known != null) {
            return known;
        }
        String key = members.size() < MOST ? value : OTHERS;
        return members.computeIfAbsent(key, _ -> fresh.get());
    }

    void each(BiConsumer<String, T> reader) {
        members.forEach(reader);
    }
}
