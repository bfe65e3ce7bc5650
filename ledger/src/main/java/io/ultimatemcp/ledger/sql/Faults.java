package io.ultimatemcp.ledger.sql;

import java.sql.SQLException;
import org.jdbi.v3.core.JdbiException;

/** Finds the driver's error behind what JDBI throws, and gives it the ledger's name. */
final class Faults {
    private Faults() {}

    static Throwable translate(Engine engine, Throwable thrown) {
        if (thrown instanceof JdbiException) {
            for (Throwable t = thrown.getCause(); t != null; t = t.getCause()) {
                if (t instanceof SQLException e) {
                    return engine.translate(e);
                }
            }
        }
        return thrown;
    }

    /** The same for a caller that throws what it gets; errors of the machine go up at once. */
    static RuntimeException unchecked(Engine engine, RuntimeException thrown) {
        return translate(engine, thrown) instanceof RuntimeException e ? e : thrown;
    }
}
