package io.ultimatemcp.ledger.check;

import io.ultimatemcp.ledger.blob.Sha256;
import java.util.List;

/**
 * A content that is not what it was.
 *
 * @param sha256 names it
 * @param finding what is wrong, in a sentence
 * @param runs that refer to it, at most {@value #MOST_RUNS}
 */
public record Damage(Sha256 sha256, String finding, List<String> runs) {
    /** How many runs are named. */
    public static final int MOST_RUNS = 10;

    /** Copies the runs. */
    public Damage {
        runs = List.copyOf(runs);
    }
}
