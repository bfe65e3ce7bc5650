package io.ultimatemcp.server.tool;

/**
 * One thing that callers can do, the same object behind every door. Called on a virtual thread, by
 * many threads at once; may block.
 */
public interface Tool<Q extends Record, R extends Record> {
    ToolSpec<Q, R> spec();

    /**
     * Does it. What the caller's program does wrong is part of the answer; only a request that
     * cannot be served throws {@link io.ultimatemcp.server.problem.Refusal}.
     */
    Answer<R> call(Q request, Call call);
}
