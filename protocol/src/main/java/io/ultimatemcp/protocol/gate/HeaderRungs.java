package io.ultimatemcp.protocol.gate;

import io.ultimatemcp.protocol.era.Method;
import io.ultimatemcp.protocol.schema.HeaderParam;
import io.ultimatemcp.protocol.wire.Fault;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The rungs that compare headers with the body; they pass on a wire without headers. */
final class HeaderRungs {
    static final String VERSION = "MCP-Protocol-Version";
    private static final String METHOD = "Mcp-Method";
    private static final String NAME = "Mcp-Name";

    private HeaderRungs() {}

    static Optional<Fault> method(Attempt attempt) {
        if (attempt.headers() == null) {
            return Optional.empty();
        }
        return compare(METHOD, attempt.headers().get(METHOD), attempt.request().method());
    }

    static Optional<Fault> name(Attempt attempt) {
        String param = attempt.method().map(Method::nameParam).orElse(null);
        if (attempt.headers() == null || param == null) {
            return Optional.empty();
        }
        JsonNode expected = attempt.request().params().path(param);
        String header = attempt.headers().get(NAME);
        if (!expected.isString() && header == null) {
            return Optional.empty(); // the handler says what is missing in the body
        }
        return decoded(NAME, header, expected.stringValue(null));
    }

    static Optional<Fault> params(Attempt attempt) {
        var tool = attempt.tool();
        if (attempt.headers() == null || tool.isEmpty()) {
            return Optional.empty();
        }
        if (!(attempt.request().params().get("arguments") instanceof ObjectNode arguments)) {
            return Optional.empty();
        }
        for (HeaderParam param : tool.get().headerParams()) {
            Optional<Fault> objection = param(attempt.headers(), param, arguments);
            if (objection.isPresent()) {
                return objection;
            }
        }
        return Optional.empty();
    }

    static Optional<Fault> mismatch(String message) {
        return Optional.of(new Fault.HeaderMismatch(message));
    }

    private static Optional<Fault> param(Headers headers, HeaderParam param, ObjectNode arguments) {
        String header = headers.get(param.header());
        String argument = param.valueIn(arguments);
        if (argument == null && header == null) {
            return Optional.empty();
        }
        if (argument == null || header == null) {
            return mismatch(
                    param.header()
                            + (header == null
                                    ? " is missing, the argument is there"
                                    : " is there, the argument is missing"));
        }
        return HeaderValue.decode(header).filter(value -> param.agrees(value, argument)).isPresent()
                ? Optional.empty()
                : mismatch(param.header() + " differs from the argument");
    }

    private static Optional<Fault> decoded(
            String name, @Nullable String header, @Nullable String expected) {
        if (header == null) {
            return mismatch(name + " is missing");
        }
        return HeaderValue.decode(header)
                .map(value -> compare(name, value, expected))
                .orElseGet(() -> mismatch(name + " is not a valid header value"));
    }

    private static Optional<Fault> compare(
            String name, @Nullable String header, @Nullable String expected) {
        if (header == null) {
            return mismatch(name + " is missing");
        }
        return header.equals(expected)
                ? Optional.empty()
                : mismatch(name + " differs from the body");
    }
}
