package io.ultimatemcp.protocol.endpoint;

import io.ultimatemcp.protocol.feature.Caller;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request and the way to answer it, given by an HTTP server that has already checked
 * Origin and Host ({@link OriginPolicy}) and the caller's credentials, and has read the body.
 * Exactly one of {@link #respond} and {@link #openStream} is called, once.
 */
public interface HttpCall {

    /** The HTTP method, upper case. */
    String method();

    /** The first header of that name, ignoring case; null when absent. */
    @Nullable String header(String name);

    /** The whole body; empty when there is none. */
    byte[] body();

    Caller caller();

    /** When the caller's credential ends; streams end then. Empty for never. */
    default Optional<Instant> validUntil() {
        return Optional.empty();
    }

    /**
     * Headers a 403 shall carry when the caller lacks {@code permission}, such as {@code
     * WWW-Authenticate}.
     */
    default Map<String, String> challenge(String permission) {
        return Map.of();
    }

    /** Answers with a whole body. Does nothing when the client has gone or was answered before. */
    void respond(int status, Map<String, String> headers, byte[] body);

    /** Answers with a body that is written piece by piece. */
    StreamWriter openStream(int status, Map<String, String> headers);

    /**
     * Runs {@code action} once when the client closes the connection before the answer is complete,
     * or at once when it already has. May run on an event loop: the endpoint's actions do not
     * block.
     */
    void onDisconnect(Runnable action);
}
