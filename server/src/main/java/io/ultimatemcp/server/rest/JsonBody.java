package io.ultimatemcp.server.rest;

import io.ultimatemcp.protocol.wire.Utf8;
import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.tool.Json;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.node.ObjectNode;

/** Reads the body of a request. */
final class JsonBody {
    private static final String BOUNDS =
            bounds(Json.MAPPER.tokenStreamFactory().streamReadConstraints());

    private JsonBody() {}

    /** The object in the body; throws {@link Refusal} for anything else. */
    static ObjectNode of(Request request) {
        requireJson(request.header().apply("Content-Type"));
        if (read(text(request.body())) instanceof ObjectNode object) {
            return object;
        }
        throw malformed("the body must be a JSON object");
    }

    /**
     * The object in the body, an empty one when there is no body; throws {@link Refusal} also for a
     * field that is not among {@code known}.
     */
    static ObjectNode options(Request request, String... known) {
        var body = request.body().length == 0 ? Json.MAPPER.createObjectNode() : of(request);
        for (String name : body.propertyNames()) {
            if (!List.of(known).contains(name)) {
                throw new Refusal(
                        Problem.invalid(
                                JsonPointer.empty().appendProperty(name).toString(),
                                known.length == 0
                                        ? "is unknown; no field is taken here"
                                        : "is unknown; taken here: " + String.join(", ", known)));
            }
        }
        return body;
    }

    private static String text(byte[] body) {
        try {
            return Utf8.decode(body);
        } catch (Utf8.Malformed e) {
            throw malformed("the body is not UTF-8 at byte " + e.at());
        }
    }

    private static JsonNode read(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw malformed(explain(e) + place(e.getLocation()));
        }
    }

    /** In our own words: Jackson's speak of its classes and features. */
    private static String explain(JacksonException e) {
        return switch (e) {
            case StreamConstraintsException _ -> BOUNDS;
            case UnexpectedEndOfInputException _ -> "the body is not JSON: it ends too early";
            case StreamReadException _ when e.getOriginalMessage().startsWith("Duplicate") ->
                    "the body gives a name twice in one object";
            case StreamReadException _ when e.getOriginalMessage().contains("surrogate") ->
                    "the body has a name with a lone surrogate, which is no Unicode text";
            case MismatchedInputException _ -> "the body goes on after the end of the JSON value";
            default -> "the body is not JSON";
        };
    }

    private static String place(@Nullable TokenStreamLocation at) {
        return at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    }

    private static String bounds(StreamReadConstraints bounds) {
        return "the body is beyond a bound: nesting %d, names %d characters, numbers %d characters, texts %d characters"
                .formatted(
                        bounds.getMaxNestingDepth(),
                        bounds.getMaxNameLength(),
                        bounds.getMaxNumberLength(),
                        bounds.getMaxStringLength());
    }

    private static Refusal malformed(String detail) {
        return new Refusal(Problem.of(ErrorCode.MALFORMED_REQUEST, detail));
    }

    private static void requireJson(@Nullable String contentType) {
        String type =
                contentType == null
                        ? ""
                        : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!type.equals("application/json")) {
            throw new Refusal(
                    Problem.of(
                            ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                            "send JSON as Content-Type: application/json"));
        }
    }
}
