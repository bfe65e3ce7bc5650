package io.ultimatemcp.graph.model;

/**
 * What a batch did. An item given twice counts once.
 *
 * @param propertiesSet properties the batch gave a value, or took away, besides the keys
 */
public record UpsertCounts(
        int nodesCreated,
        int nodesUpdated,
        int relationshipsCreated,
        int relationshipsUpdated,
        int propertiesSet) {}
