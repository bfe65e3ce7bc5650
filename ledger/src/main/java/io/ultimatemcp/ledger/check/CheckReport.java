package io.ultimatemcp.ledger.check;

import java.util.List;

/**
 * What a check found.
 *
 * @param contents how many were read
 * @param bytes how many they have together
 * @param damaged how many are damaged or missing
 * @param damages these, at most {@value #MOST_DAMAGES}
 */
public record CheckReport(long contents, long bytes, long damaged, List<Damage> damages) {
    /** How many damages are named. */
    public static final int MOST_DAMAGES = 1000;

    /** Copies the damages. */
    public CheckReport {
        damages = List.copyOf(damages);
    }
}
