package io.ultimatemcp.server.problem;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was refused: what every door turns into its own form (RFC 9457 over HTTP, a tool
 * error over MCP, a sentence and an exit code in a shell).
 *
 * @param detail one sentence in the caller's words; never a secret, never internals
 * @param errors the fields at fault, empty when it is not about fields
 * @param retryAfter how long to wait before trying again, null when that would not help
 */
public record Problem(
        ErrorCode code, String detail, List<FieldError> errors, @Nullable Duration retryAfter) {
    public Problem {
        errors = List.copyOf(errors);
    }

    public static Problem of(ErrorCode code, String detail) {
        return new Problem(code, detail, List.of(), null);
    }

    public static Problem retryLater(ErrorCode code, String detail, Duration retryAfter) {
        return new Problem(code, detail, List.of(), retryAfter);
    }

    /** 422 with one message for each field. */
    public static Problem invalid(List<FieldError> errors) {
        String detail =
                errors.stream()
                        .map(e ->
                                e.pointer().isEmpty()
                                        ? e.message()
                                        : e.pointer() + ": " + e.message())
                        .collect(Collectors.joining("; "));
        return new Problem(ErrorCode.INVALID_ARGUMENTS, detail, errors, null);
    }

    public static Problem invalid(String pointer, String message) {
        return invalid(List.of(new FieldError(pointer, message)));
    }
}
