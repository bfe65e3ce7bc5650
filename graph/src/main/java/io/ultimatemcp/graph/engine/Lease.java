package io.ultimatemcp.graph.engine;

import org.neo4j.driver.Driver;

/** The use of an engine for one transaction; while it is open the engine is not put to sleep. */
public interface Lease extends AutoCloseable {

    /** The driver; belongs to the engine, not to be closed. */
    Driver driver();

    /** The database to open sessions on. */
    String database();

    /**
     * After a broken connection: what became of the engine. Blocks up to two seconds to find out.
     */
    Loss loss() throws InterruptedException;

    /** Tells that nobody waits for the transaction any more, and that it was told to end. */
    void givenUp();

    @Override
    void close();

    /** What became of an engine. */
    enum Loss {
        /** Nothing is known to have happened to it. */
        NONE,
        /** Its process ended. */
        CRASHED,
        /** Its process ended because a query took all its memory. */
        OUT_OF_MEMORY
    }
}
