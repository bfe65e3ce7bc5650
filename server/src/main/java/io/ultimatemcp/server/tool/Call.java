package io.ultimatemcp.server.tool;

import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.protocol.feature.Cancel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * What a tool may know of the call it serves.
 *
 * @param id of the run that this call becomes in the ledger
 * @param cancel fires when nobody waits for the answer any more
 * @param progress where the tool says how far it is
 * @param kept what is let go of when its answer is stored
 */
public record Call(String id, Caller caller, Cancel cancel, Progress progress, Kept kept) {
    /** With nothing to let go of so far. */
    public Call(String id, Caller caller, Cancel cancel, Progress progress) {
        this(id, caller, cancel, progress, new Kept());
    }

    /** What has to stay until the answer is stored, and is let go of then. Thread-safe. */
    public static final class Kept implements AutoCloseable {
        private final Queue<Runnable> releases = new ConcurrentLinkedQueue<>();

        /** Has {@code release} run at the end of the call. */
        public void until(Runnable release) {
            releases.add(release);
        }

        @Override
        public void close() {
            for (var release = releases.poll(); release != null; release = releases.poll()) {
                release.run();
            }
        }
    }
}
