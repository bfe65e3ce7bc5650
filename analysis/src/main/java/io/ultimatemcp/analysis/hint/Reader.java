package io.ultimatemcp.analysis.hint;

import io.ultimatemcp.analysis.syntax.Node;
import java.util.Optional;

/** Reads the nodes of one source in one language and reports. Used by one walk. */
interface Reader {
    /** Looks at a node: binds the names it binds, and reports what is to be said. */
    void look(Node node, Scope scope);

    /** The part of a node where names have meanings of their own. */
    Optional<Inner> inner(Node node, Scope scope);

    /**
     * A part with a scope of its own.
     *
     * @param later whether it runs after what stands around it, like the body of a function
     */
    record Inner(Node part, Scope scope, boolean later) {}
}
