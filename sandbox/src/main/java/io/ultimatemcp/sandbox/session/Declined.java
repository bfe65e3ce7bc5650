package io.ultimatemcp.sandbox.session;

import io.ultimatemcp.sandbox.Language;
import io.ultimatemcp.sandbox.Refusal;
import java.time.Duration;

/** Why a cell was not run. */
public sealed interface Declined extends CellEnd {
    /** The sandbox would not have it. */
    record Refused(Refusal refusal) implements Declined {}

    /** Another cell of the session was still running after {@code waited}. */
    record Occupied(Duration waited) implements Declined {}

    /** The session speaks another language. */
    record OtherLanguage(Language its) implements Declined {}

    /** The session has less memory than the cell asks for. */
    record LessMemory(long bytes) implements Declined {}

    /** The owner has as many sessions as it may, and a cell runs in each. */
    record TooManyOwn(int limit, Duration retryAfter) implements Declined {}

    /** There are as many sessions as there may be, and a cell runs in each. */
    record TooMany(int limit, Duration retryAfter) implements Declined {}
}
