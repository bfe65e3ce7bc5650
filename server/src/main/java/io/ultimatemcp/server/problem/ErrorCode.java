package io.ultimatemcp.server.problem;

import java.util.Locale;

/**
 * Every code that a client can see, with its HTTP status (RFC 9110) and whose turn it is. Each has
 * a page in {@code docs/errors}.
 */
public enum ErrorCode {
    MALFORMED_REQUEST(400, "Malformed request", Fault.CALLER),
    UNAUTHENTICATED(401, "No valid bearer token", Fault.CALLER),
    PERMISSION_DENIED(403, "Permission denied", Fault.CALLER),
    ORIGIN_REFUSED(403, "Origin or host refused", Fault.CALLER),
    NOT_FOUND(404, "Not found", Fault.CALLER),
    METHOD_NOT_ALLOWED(405, "Method not allowed", Fault.CALLER),
    CONFLICT(409, "Conflict", Fault.CALLER),
    PAYLOAD_TOO_LARGE(413, "Request body too large", Fault.CALLER),
    URI_TOO_LONG(414, "Address too long", Fault.CALLER),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type", Fault.CALLER),
    RANGE_NOT_SATISFIABLE(416, "Range not satisfiable", Fault.CALLER),
    INVALID_ARGUMENTS(422, "Invalid arguments", Fault.CALLER),
    QUERY_NOT_READ_ONLY(422, "The query would do more than read", Fault.CALLER),
    QUERY_TOO_LARGE(422, "The query needs too much memory", Fault.CALLER),
    TOO_MANY_REQUESTS(429, "Too many requests", Fault.CALLER),
    HEADERS_TOO_LARGE(431, "Header fields too large", Fault.CALLER),
    INTERNAL_ERROR(500, "Internal error", Fault.SERVER),
    CONTENT_DAMAGED(500, "Stored content is damaged", Fault.SERVER),
    BUSY(503, "Busy", Fault.RESOURCES),
    SANDBOX_UNAVAILABLE(503, "No sandbox", Fault.RESOURCES),
    GRAPH_UNAVAILABLE(503, "The graph does not answer", Fault.RESOURCES),
    LEDGER_UNAVAILABLE(503, "The ledger does not answer", Fault.RESOURCES),
    DEADLINE_EXCEEDED(504, "Deadline exceeded", Fault.RESOURCES);

    /** Who can do something about it. */
    public enum Fault {
        CALLER,
        SERVER,
        RESOURCES
    }

    private final int status;
    private final String title;
    private final Fault fault;

    ErrorCode(int status, String title, Fault fault) {
        this.status = status;
        this.title = title;
        this.fault = fault;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public Fault fault() {
        return fault;
    }

    /** The code as clients see it: {@code invalid_arguments}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
