package io.ultimatemcp.server.tool;

/**
 * Where a tool tells a waiting caller how far it is; a door without progress ignores it. Any
 * thread, never blocks.
 */
@FunctionalInterface
public interface Progress {
    /** Nobody listens. */
    Progress NONE = (done, message) -> {};

    /**
     * Says one step.
     *
     * @param done grows with every step
     * @param message one line for a person
     */
    void step(double done, String message);
}
