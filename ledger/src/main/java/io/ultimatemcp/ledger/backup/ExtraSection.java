package io.ultimatemcp.ledger.backup;

import java.io.IOException;
import java.io.OutputStream;

/** What another store adds to a backup, its logical export for one. */
public interface ExtraSection {
    /**
     * What the section is called.
     *
     * @return lower-case letters, digits and hyphens
     */
    String name();

    /**
     * Writes the section.
     *
     * @param out takes its bytes; not to be closed
     * @throws IOException if it cannot be written; the backup fails
     */
    void writeTo(OutputStream out) throws IOException;
}
