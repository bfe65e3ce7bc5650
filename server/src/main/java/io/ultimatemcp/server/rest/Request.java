package io.ultimatemcp.server.rest;

import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.protocol.feature.Cancel;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request that passed the guard.
 *
 * @param method as it came: a route for GET is asked with HEAD too
 * @param id the request id, also in the answer's {@code X-Request-Id}
 * @param pathParameters decoded parts of the path by name
 * @param query decoded query parameters, the first of each name
 * @param header looks a header up, ignoring case
 * @param body empty when there was none
 * @param cancel fires when the client hangs up or the server stops
 */
@SuppressWarnings("ArrayRecordComponent") // the body as it came, shared read-only
public record Request(
        String method,
        String id,
        Caller caller,
        Map<String, String> pathParameters,
        Map<String, String> query,
        Function<String, @Nullable String> header,
        byte[] body,
        Cancel cancel) {

    /** A part of the path; the route promises that it is there. */
    public String path(String name) {
        return Optional.ofNullable(pathParameters.get(name)).orElseThrow();
    }
}
