package io.ultimatemcp.protocol.endpoint;

import io.ultimatemcp.protocol.dispatch.Answer;
import io.ultimatemcp.protocol.era.Dialect;
import io.ultimatemcp.protocol.feature.Cancel;
import io.ultimatemcp.protocol.gate.Headers;
import io.ultimatemcp.protocol.wire.Fault;
import io.ultimatemcp.protocol.wire.Rpc;
import io.ultimatemcp.protocol.wire.WireError;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Turns answers into bytes and statuses of one dialect. */
final class Replies {
    private final Dialect dialect;

    Replies(Dialect dialect) {
        this.dialect = dialect;
    }

    static Headers headers(HttpCall http) {
        return name -> {
            String value = http.header(name);
            return value == null ? null : value.strip();
        };
    }

    /** Answers with a fault and nothing else. */
    void refuse(HttpCall http, @Nullable JsonNode id, Fault fault) {
        WireError error = dialect.error(fault);
        http.respond(error.httpStatus(), headers(http, fault), Rpc.error(id, error));
    }

    /** Answers a call. */
    void finish(HttpCall http, PostReply reply, JsonNode id, Answer answer)
            throws InterruptedException {
        switch (answer) {
            case Answer.Result result -> reply.finish(200, Rpc.result(id, result.body()));
            case Answer.Failed failed -> {
                WireError error = dialect.error(failed.fault());
                byte[] json = Rpc.error(id, error);
                reply.finish(
                        error.httpStatus(), headers(http, failed.fault()), List.of(json), json);
            }
        }
    }

    /** The message of an answer alone. */
    byte[] bytes(JsonNode id, Answer answer) {
        return switch (answer) {
            case Answer.Result result -> Rpc.result(id, result.body());
            case Answer.Failed failed -> Rpc.error(id, dialect.error(failed.fault()));
        };
    }

    /** The message of a fault alone. */
    byte[] error(@Nullable JsonNode id, Fault fault) {
        return Rpc.error(id, dialect.error(fault));
    }

    /** What metrics call it. */
    String outcome(Answer answer, Cancel cancel) {
        if (cancel.isCancelled()) {
            return "cancelled";
        }
        return switch (answer) {
            case Answer.Result result -> result.outcome();
            case Answer.Failed failed -> Integer.toString(dialect.error(failed.fault()).code());
        };
    }

    private static Map<String, String> headers(HttpCall http, Fault fault) {
        return switch (fault) {
            case Fault.Busy busy -> with(Map.of("Retry-After", "1"));
            case Fault.HttpMethodNotAllowed f -> with(Map.of("Allow", "POST, GET, DELETE"));
            case Fault.PermissionMissing missing -> with(http.challenge(missing.permission()));
            default -> PostReply.JSON;
        };
    }

    private static Map<String, String> with(Map<String, String> more) {
        var headers = new LinkedHashMap<>(PostReply.JSON);
        headers.putAll(more);
        return headers;
    }
}
