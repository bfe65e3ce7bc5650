package io.ultimatemcp.server.run;

/** Hears of every run that was stored. */
@FunctionalInterface
public interface RunListener {
    /** Hears nothing. */
    RunListener NONE = _ -> {};

    /** A run of this tool is stored, and about to be answered; must be quick and must not throw. */
    void stored(String tool);
}
