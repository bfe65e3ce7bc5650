package io.ultimatemcp.graph.bolt;

import io.ultimatemcp.graph.model.Fault;

/** What an exception of the driver means for the call that met it. */
sealed interface Verdict {

    /** Told to the caller. */
    record Final(Fault fault) implements Verdict {}

    /** Passing, like a deadlock: the same again may work. */
    record Again(String code) implements Verdict {}

    /** The connection broke; the engine knows more. */
    record Lost() implements Verdict {}
}
