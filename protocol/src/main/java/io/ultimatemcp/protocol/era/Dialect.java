package io.ultimatemcp.protocol.era;

import io.ultimatemcp.protocol.feature.CacheHint;
import io.ultimatemcp.protocol.wire.Fault;
import io.ultimatemcp.protocol.wire.Revision;
import io.ultimatemcp.protocol.wire.WireError;
import tools.jackson.databind.node.ObjectNode;

/** How one era writes results and faults. Immutable. */
public sealed interface Dialect permits StatelessDialect, StatefulDialect {

    Revision revision();

    /** What a fault is on this wire. */
    WireError error(Fault fault);

    /** Adds what every result of this wire carries; returns {@code body}. */
    ObjectNode result(ObjectNode body);

    /** The same for a result clients may keep. */
    ObjectNode cacheable(ObjectNode body, CacheHint hint);
}
