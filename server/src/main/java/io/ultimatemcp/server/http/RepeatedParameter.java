package io.ultimatemcp.server.http;

import io.ultimatemcp.server.problem.Problem;
import io.vertx.core.MultiMap;
import java.util.HashSet;
import java.util.Optional;

/** Finds a query parameter that is given twice: no route could say which of them it means. */
final class RepeatedParameter {
    private RepeatedParameter() {}

    /** The refusal (422) that names the first such parameter; empty when there is none. */
    static Optional<Problem> in(MultiMap query) {
        var names = new HashSet<String>();
        for (var parameter : query) {
            if (!names.add(parameter.getKey())) {
                return Optional.of(
                        Problem.invalid("/" + parameter.getKey(), "is given more than once"));
            }
        }
        return Optional.empty();
    }
}
