package io.ultimatemcp.server.problem;

import java.io.Serial;

/**
 * Thrown where a request cannot be served; the door that took the request turns the {@link Problem}
 * into an answer.
 */
public final class Refusal extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public Refusal(Problem problem) {
        super(problem.code().code() + ": " + problem.detail(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
