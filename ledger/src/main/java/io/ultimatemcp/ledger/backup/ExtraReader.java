package io.ultimatemcp.ledger.backup;

import java.io.IOException;
import java.io.InputStream;

/** Takes a section that another store had added. */
@FunctionalInterface
public interface ExtraReader {
    /**
     * Reads a section; called after all of the ledger is restored.
     *
     * @param name as {@link ExtraSection#name} gave it
     * @param in its bytes; what is left unread is skipped
     * @throws IOException if it cannot be taken; the restore says so
     */
    void read(String name, InputStream in) throws IOException;
}
