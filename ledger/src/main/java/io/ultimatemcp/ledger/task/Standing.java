package io.ultimatemcp.ledger.task;

import org.jspecify.annotations.Nullable;

/**
 * Where a task stands.
 *
 * @param status the point it has reached
 * @param message a sentence for people
 * @param inputRequests JSON: what the client is asked for
 * @param result JSON, once completed
 * @param error JSON, once failed
 */
public record Standing(
        TaskStatus status,
        @Nullable String message,
        @Nullable String inputRequests,
        @Nullable String result,
        @Nullable String error) {
    private static final int LONGEST_JSON = 1 << 24;

    /** Refuses what cannot be stored, with {@link IllegalArgumentException} naming the field. */
    public Standing {
        checkJson("inputRequests", inputRequests);
        checkJson("result", result);
        checkJson("error", error);
    }

    /**
     * Under way.
     *
     * @param message a sentence for people
     * @return where it stands
     */
    public static Standing working(@Nullable String message) {
        return new Standing(TaskStatus.WORKING, message, null, null, null);
    }

    /**
     * Waiting for the client.
     *
     * @param requests JSON: what it is asked for
     * @param message a sentence for people
     * @return where it stands
     */
    public static Standing asking(String requests, @Nullable String message) {
        return new Standing(TaskStatus.INPUT_REQUIRED, message, requests, null, null);
    }

    /**
     * Ended well.
     *
     * @param result JSON
     * @param message a sentence for people
     * @return where it stands
     */
    public static Standing completed(String result, @Nullable String message) {
        return new Standing(TaskStatus.COMPLETED, message, null, result, null);
    }

    /**
     * Ended badly.
     *
     * @param error JSON
     * @param message a sentence for people
     * @return where it stands
     */
    public static Standing failed(String error, @Nullable String message) {
        return new Standing(TaskStatus.FAILED, message, null, null, error);
    }

    /**
     * Ended because nobody wanted it any more.
     *
     * @param message a sentence for people
     * @return where it stands
     */
    public static Standing cancelled(@Nullable String message) {
        return new Standing(TaskStatus.CANCELLED, message, null, null, null);
    }

    static void checkJson(String field, @Nullable String json) {
        if (json != null && (json.length() > LONGEST_JSON || json.indexOf('\0') >= 0)) {
            throw new IllegalArgumentException(
                    field + " must be JSON text of at most " + LONGEST_JSON + " characters");
        }
    }
}
