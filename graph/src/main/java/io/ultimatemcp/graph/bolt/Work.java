package io.ultimatemcp.graph.bolt;

import io.ultimatemcp.graph.model.Answer;
import org.neo4j.driver.Transaction;

/**
 * What is done inside a transaction. It may run more than once and must have no effect outside. A
 * {@code Done} commits, a {@code Failed} rolls back; exceptions of the driver are left to the
 * caller to translate.
 */
@FunctionalInterface
public interface Work<T> {

    /** Does it. */
    Answer<T> in(Transaction transaction);
}
