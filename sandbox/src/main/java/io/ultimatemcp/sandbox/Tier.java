package io.ultimatemcp.sandbox;

/**
 * A rung of the isolation ladder, as an operator names it. There is no falling from one to another.
 */
public enum Tier {
    /** The best that needs no choice of the operator: {@link #T2}. */
    AUTO,
    /** Resource limits and a system call filter alone; always refused, for it hides nothing. */
    T1,
    /** Bubblewrap. */
    T2,
    /** A runtime command of the Open Container Initiative. */
    T3
}
