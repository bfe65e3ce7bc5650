package io.ultimatemcp.protocol.interact;

/** Runs the rounds of one call. */
@FunctionalInterface
public interface Driver {
    <R> Ending<R> run(Step<R> step) throws Exception;
}
