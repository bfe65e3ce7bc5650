package io.ultimatemcp.ledger.sql;

import java.util.Optional;

/**
 * How busy a database is at this moment.
 *
 * @param queue the changes that wait for the writer
 * @param readers the connections that read; empty before the first read
 */
public record DatabaseUse(Queue queue, Optional<Readers> readers) {

    /**
     * The changes that wait.
     *
     * @param changes how many
     * @param mostChanges how many there may be
     * @param bytes how large they are together
     * @param mostBytes how large they may be together
     */
    public record Queue(int changes, int mostChanges, long bytes, long mostBytes) {}

    /**
     * The connections that read.
     *
     * @param active in use
     * @param idle open and not in use
     * @param waiting threads that wait for one
     * @param most how many there may be
     */
    public record Readers(int active, int idle, int waiting, int most) {}
}
