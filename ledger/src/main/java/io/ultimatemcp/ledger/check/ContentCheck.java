package io.ultimatemcp.ledger.check;

import io.ultimatemcp.ledger.blob.BlobReader;
import io.ultimatemcp.ledger.blob.Blobs;
import io.ultimatemcp.ledger.blob.Sha256;
import io.ultimatemcp.ledger.fault.LedgerCorrupt;
import io.ultimatemcp.ledger.fault.UnknownBlob;
import io.ultimatemcp.ledger.sql.Database;
import java.util.ArrayList;
import java.util.List;

/** The check of all contents, a page of names at a time, while the ledger is in use. */
public final class ContentCheck {
    private static final int PAGE = 500;

    private final Database database;
    private final Blobs blobs;

    /**
     * Opens the check.
     *
     * @param database holds the index
     * @param blobs holds the contents
     */
    public ContentCheck(Database database, Blobs blobs) {
        this.database = database;
        this.blobs = blobs;
    }

    /**
     * Reads every content there is. Blocks until done, which takes as long as reading them does.
     *
     * @return what was found
     */
    public CheckReport run() {
        var tally = new Tally();
        String last = "";
        for (List<String> page = after(last); !page.isEmpty(); page = after(last)) {
            page.forEach(name -> check(new Sha256(name), tally));
            last = page.getLast();
        }
        return new CheckReport(tally.contents, tally.bytes, tally.damaged, tally.damages);
    }

    private void check(Sha256 sha256, Tally tally) {
        try (BlobReader reader = blobs.open(sha256)) {
            tally.contents++;
            tally.bytes += reader.size();
        } catch (UnknownBlob gone) {
            // It went with its run, since its name was read: nothing to check.
        } catch (LedgerCorrupt e) {
            tally.contents++;
            tally.damaged++;
            if (tally.damages.size() < CheckReport.MOST_DAMAGES) {
                tally.damages.add(new Damage(sha256, String.valueOf(e.getMessage()), runs(sha256)));
            }
        }
    }

    private List<String> after(String name) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT sha256 FROM blobs WHERE sha256 > :name
                                ORDER BY sha256 LIMIT :limit\
                                """)
                        .bind("name", name)
                        .bind("limit", PAGE)
                        .mapTo(String.class)
                        .list());
    }

    private List<String> runs(Sha256 sha256) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT run_id FROM run_blobs WHERE sha256 = :sha256
                                ORDER BY run_id LIMIT :limit\
                                """)
                        .bind("sha256", sha256.hex())
                        .bind("limit", Damage.MOST_RUNS)
                        .mapTo(String.class)
                        .list());
    }

    private static final class Tally {
        private long contents;
        private long bytes;
        private long damaged;
        private final List<Damage> damages = new ArrayList<>();
    }
}
