package io.ultimatemcp.sandbox;

import io.ultimatemcp.sandbox.egress.Denial;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How busy a sandbox is at this moment, and what became of jobs since it was opened.
 *
 * @param ready whether jobs are run; empty until that is known
 * @param running jobs under way
 * @param places jobs that may be under way
 * @param closing places of ended jobs that are being cleared away
 * @param held interpreters that stay
 * @param refused jobs that found no place
 * @param waitingStarts jobs that took a nest which waited
 * @param splitStarts jobs that had a nest split off for them
 * @param coldStarts jobs that started cold
 * @param zygoteRestarts zygotes that took the place of another
 * @param nests what waits for jobs; empty where there is no zygote
 * @param ended how jobs ended
 * @param memory what contents of results take
 * @param egress what jobs did with the hosts that they were allowed
 */
public record SandboxUse(
        Optional<Boolean> ready,
        int running,
        int places,
        int closing,
        int held,
        long refused,
        long waitingStarts,
        long splitStarts,
        long coldStarts,
        long zygoteRestarts,
        List<Nests> nests,
        Map<Outcome, Long> ended,
        Memory memory,
        Egress egress) {
    /** Copies the lists. */
    public SandboxUse {
        nests = List.copyOf(nests);
        ended = Map.copyOf(ended);
    }

    /**
     * Nests of one kind.
     *
     * @param kind {@code plain}, or {@code node} for those with a loaded Node.js
     * @param waiting how many wait for a job
     * @param making how many are being made
     * @param wanted how many should wait
     * @param most how many may wait
     */
    public record Nests(String kind, int waiting, int making, int wanted, int most) {}

    /**
     * Memory of the contents of results, in bytes.
     *
     * @param streams of what programs wrote, where that is much
     * @param mostStreams that may be
     * @param files of the files that they left
     * @param mostFiles that may be
     */
    public record Memory(long streams, long mostStreams, long files, long mostFiles) {}

    /**
     * Connections of jobs that have ended, those of the 64 most different contacts of each.
     *
     * @param connected how many led to a host
     * @param denied how many were refused or cut, by why
     * @param sent bytes to hosts
     * @param received bytes from them
     */
    public record Egress(long connected, Map<Denial, Long> denied, long sent, long received) {
        /** Copies the counts. */
        public Egress {
            denied = Map.copyOf(denied);
        }
    }
}
