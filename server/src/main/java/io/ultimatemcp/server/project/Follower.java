package io.ultimatemcp.server.project;

/**
 * How a graph follows the ledger when several nodes have the same ledger.
 *
 * @param name in the ledger; a graph of one node's own has the node in it, {@code graph:NODE}
 * @param shared whether other nodes carry to the same graph, so that they have to take turns
 * @param holder this process among those
 */
public record Follower(String name, boolean shared, String holder) {
    private static final String GRAPH = "graph";

    /** The graph of a ledger that no other node has. */
    public static Follower alone() {
        return new Follower(GRAPH, false, "");
    }

    /** A node's own graph of a ledger that others have too. */
    public static Follower ofNode(String node) {
        return new Follower(GRAPH + ":" + node, false, node);
    }

    /** The graph of all nodes of a ledger. */
    public static Follower together(String holder) {
        return new Follower(GRAPH, true, holder);
    }

    /** Whether this is one of many, each with a graph of its own. */
    boolean isOfNode() {
        return name.contains(":");
    }
}
