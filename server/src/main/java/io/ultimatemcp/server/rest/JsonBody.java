package io.ultimatemcp.server.rest;

import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import io.ultimatemcp.server.tool.Json;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the body of a request. */
final class JsonBody {
    private JsonBody() {}

    /** The object in the body; throws {@link Refusal} for anything else. */
    static ObjectNode of(Request request) {
        requireJson(request.header().apply("Content-Type"));
        JsonNode body;
        try {
            body = Json.MAPPER.readTree(request.body());
        } catch (JacksonException e) {
            throw malformed(explain(e));
        }
        if (body instanceof ObjectNode object) {
            return object;
        }
        throw malformed("the body must be a JSON object");
    }

    /** Jackson's first line, with the place, without its source snippet. */
    private static String explain(JacksonException e) {
        var at = e.getLocation();
        String place =
                at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
        return "the body is not JSON: "
                + e.getOriginalMessage().lines().findFirst().orElse("")
                + place;
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
