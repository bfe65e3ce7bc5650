package io.ultimatemcp.server.rest;

import java.util.function.Function;

/**
 * One path of the API.
 *
 * @param path with {@code :name} for a part, and {@code *} at the end for the rest (named {@code
 *     *})
 * @param access who may call
 * @param handler called on a virtual thread; may block and throw {@link
 *     io.ultimatemcp.server.problem.Refusal}
 */
public record Route(Method method, String path, Access access, Function<Request, Reply> handler) {
    /** HTTP methods in use. */
    public enum Method {
        GET,
        POST,
        DELETE
    }

    /** Whether a token is needed. */
    public enum Access {
        PUBLIC,
        AUTHENTICATED
    }
}
