package io.ultimatemcp.protocol.endpoint;

import io.ultimatemcp.protocol.feature.Registration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How to end what is open, for the day the endpoint closes. Thread-safe. */
final class OpenStreams {
    private final Map<Object, Runnable> endings = new ConcurrentHashMap<>();

    /** Remembers {@code ending}, which must not block, until the registration is closed. */
    Registration add(Runnable ending) {
        var key = new Object();
        endings.put(key, ending);
        return () -> endings.remove(key);
    }

    void endAll() {
        endings.values().forEach(Runnable::run);
    }
}
