package io.ultimatemcp.server.graph;

import io.ultimatemcp.graph.model.Answer;
import io.ultimatemcp.graph.model.CancelSignal;
import io.ultimatemcp.graph.model.Fault;
import io.ultimatemcp.protocol.feature.Cancel;
import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.FieldError;
import io.ultimatemcp.server.problem.Problem;
import io.ultimatemcp.server.problem.Refusal;
import java.time.Duration;
import java.util.List;

/** The graph's endings in the words of the doors. */
final class GraphFaults {
    private GraphFaults() {}

    /** The value; throws {@link Refusal} for a fault, that of a query at {@code pointer}. */
    static <T> T valueOf(Answer<T> answer, String pointer) {
        return switch (answer) {
            case Answer.Done<T>(T value) -> value;
            case Answer.Failed<T>(Fault fault) -> throw new Refusal(problem(fault, pointer));
        };
    }

    static CancelSignal signal(Cancel cancel) {
        return action -> cancel.onCancel(action)::close;
    }

    private static Problem problem(Fault fault, String pointer) {
        return switch (fault) {
            case Fault.Invalid(var problems) ->
                    Problem.invalid(
                            problems.stream()
                                    .map(each -> new FieldError(each.pointer(), each.message()))
                                    .toList());
            case Fault.BadQuery bad -> Problem.invalid(pointer, bad.message());
            case Fault.NotReadOnly no -> at(pointer, ErrorCode.QUERY_NOT_READ_ONLY, no.message());
            case Fault.MemoryExceeded much ->
                    at(pointer, ErrorCode.QUERY_TOO_LARGE, much.message());
            case Fault.TimedOut late -> Problem.of(ErrorCode.DEADLINE_EXCEEDED, late.message());
            case Fault.Cancelled gone ->
                    Problem.retryLater(ErrorCode.BUSY, gone.message(), Duration.ofSeconds(1));
            case Fault.Unavailable away ->
                    Problem.retryLater(
                            ErrorCode.GRAPH_UNAVAILABLE, away.message(), away.retryAfter());
            case Fault.EngineError broken ->
                    Problem.of(ErrorCode.GRAPH_UNAVAILABLE, broken.message());
        };
    }

    private static Problem at(String pointer, ErrorCode code, String message) {
        return new Problem(code, message, List.of(new FieldError(pointer, message)), null);
    }
}
