package io.ultimatemcp.protocol.wire;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Ends a call with a {@link Fault}; carries no stack trace, because it reports a caller's mistake.
 */
public final class FaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    public FaultException(Fault fault) {
        super(fault.message(), null, false, false);
        this.fault = fault;
    }

    /** Parameters that cannot be served. */
    public static FaultException invalidParams(String message) {
        return invalidParams(message, null);
    }

    /** Parameters that cannot be served, with details for the client. */
    public static FaultException invalidParams(String message, @Nullable JsonNode data) {
        return new FaultException(new Fault.InvalidParams(message, data));
    }

    /** No resource has this URI. */
    public static FaultException resourceNotFound(String uri) {
        return new FaultException(new Fault.ResourceNotFound("Resource not found", uri));
    }

    public Fault fault() {
        return fault;
    }
}
