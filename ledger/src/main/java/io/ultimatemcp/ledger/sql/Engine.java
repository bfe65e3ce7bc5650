package io.ultimatemcp.ledger.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** What differs between the databases; everything else is the same SQL on each. */
interface Engine {
    /** The name of the folder with its migrations. */
    String name();

    /** Makes what must be there before the first connection, and refuses what cannot work. */
    void prepare();

    /**
     * A connection of its own for the writer: durable on commit, its transactions are ours to
     * begin.
     */
    Connection connectWriter() throws SQLException;

    /** Connections for readers; each sees what was committed before its statement. */
    DataSource readers();

    /** The level at which several statements of one transaction see the same state. */
    TransactionIsolationLevel snapshotIsolation();

    /** Connections that may change the tables themselves, for migrations. */
    DataSource owner();

    /** Runs {@code migration} while no other process migrates the same database. */
    void migrateAlone(Runnable migration);

    /**
     * What begins the writer's transaction and takes the lock that orders the writers of all
     * processes, so that sequence numbers are handed out in the order of the commits.
     */
    List<String> begin();

    /** Makes the next number that a table hands out follow {@code last}. */
    void continueAfter(Handle handle, String table, long last);

    /** Names the fault behind an error of the driver; a statement that is wrong is a bug. */
    RuntimeException translate(SQLException e);
}
