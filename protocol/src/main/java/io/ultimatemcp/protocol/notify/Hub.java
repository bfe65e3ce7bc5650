package io.ultimatemcp.protocol.notify;

import io.ultimatemcp.protocol.feature.Change;
import io.ultimatemcp.protocol.feature.Registration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Hands every change to every subscriber, which queues it or not. Nothing here waits or writes.
 * Thread-safe.
 */
public final class Hub<T> {
    private final Map<Object, Consumer<T>> subscribers = new ConcurrentHashMap<>();

    /** Subscribes until the registration is closed. {@code subscriber} must not block. */
    public Registration subscribe(Consumer<T> subscriber) {
        var key = new Object();
        subscribers.put(key, subscriber);
        return () -> subscribers.remove(key);
    }

    public void publish(T event) {
        for (Consumer<T> subscriber : subscribers.values()) {
            subscriber.accept(event);
        }
    }

    public int size() {
        return subscribers.size();
    }

    /** A notification's method name and coalescing key. */
    public static String method(Change change) {
        return switch (change) {
            case Change.Tools all -> "notifications/tools/list_changed";
            case Change.Prompts all -> "notifications/prompts/list_changed";
            case Change.Resources all -> "notifications/resources/list_changed";
            case Change.ResourceUpdated updated -> "notifications/resources/updated";
        };
    }
}
