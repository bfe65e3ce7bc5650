package io.ultimatemcp.graph.model;

import java.time.Duration;
import java.util.List;

/** Why a call did not end as asked. Every {@link #message()} may be shown to the caller. */
public sealed interface Fault {

    /** One or two sentences in the caller's words. */
    String message();

    /**
     * Values of the request that cannot be used; the engine was not asked. At most {@value
     * #MOST_PROBLEMS}.
     */
    record Invalid(List<Problem> problems) implements Fault {
        /** Copies the list. */
        public Invalid {
            problems = List.copyOf(problems);
        }

        @Override
        public String message() {
            Problem first = problems.getFirst();
            String more = problems.size() == 1 ? "" : " (and " + (problems.size() - 1) + " more)";
            return first.pointer() + ": " + first.message() + more;
        }
    }

    /** More problems than this are not listed. */
    int MOST_PROBLEMS = 20;

    /**
     * The engine refused the query for what it says.
     *
     * @param message the engine's own words, with line and column where it gave them
     * @param line from 1; 0 when unknown
     * @param column from 1; 0 when unknown
     */
    record BadQuery(String message, int line, int column) implements Fault {}

    /** The query would do more than read. */
    record NotReadOnly(String message) implements Fault {}

    /** The time the call was given is over; the engine was told to stop. */
    record TimedOut(Duration limit) implements Fault {
        @Override
        public String message() {
            return "Stopped after %s s, the time it was given."
                    .formatted(limit.toMillis() / 1000.0);
        }
    }

    /** It needed more memory than one query may have. */
    record MemoryExceeded(String message) implements Fault {}

    /** Nobody waits for it any more. */
    record Cancelled() implements Fault {
        @Override
        public String message() {
            return "Cancelled.";
        }
    }

    /**
     * The engine cannot be asked now.
     *
     * @param retryAfter when asking again makes sense
     */
    record Unavailable(String message, Duration retryAfter) implements Fault {}

    /**
     * The engine failed at something it should be able to do.
     *
     * @param code the engine's status code, which holds no data of the graph
     */
    record EngineError(String code) implements Fault {
        @Override
        public String message() {
            return "The graph engine failed on this request (" + code + ").";
        }
    }
}
