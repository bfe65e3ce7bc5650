package io.ultimatemcp.ledger.retention;

import io.ultimatemcp.ledger.blob.Blobs;
import io.ultimatemcp.ledger.lease.Leases;
import io.ultimatemcp.ledger.outbox.Outbox;
import io.ultimatemcp.ledger.run.RunDisposal;
import io.ultimatemcp.ledger.task.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * Keeps a ledger within bounds. One call at a time is enough; several do no harm. Every step is a
 * turn of the writer of at most {@value #BATCH} runs, so that others wait for milliseconds only.
 *
 * <p>What is beyond a bound is measured again as it goes, because others delete too: the number of
 * runs before every step, the bytes, which take a look at every content, every {@value #MEASURED}
 * steps.
 */
public final class Retention {
    private static final int BATCH = 25;
    private static final int MEASURED = 20;
    private static final Duration LEASES_KEPT = Duration.ofDays(1);
    private static final Duration FAR_AHEAD = Duration.ofDays(36_500);

    private final RunDisposal runs;
    private final Blobs blobs;
    private final Outbox outbox;
    private final Tasks tasks;
    private final Leases leases;
    private final RetentionPreview preview;
    private final InstantSource time;

    /**
     * Opens the retention of a ledger.
     *
     * @param runs what is forgotten
     * @param blobs what they refer to
     * @param outbox what was told of them
     * @param tasks what expires by itself
     * @param leases of nodes that may be gone
     * @param preview tells what would be forgotten
     * @param time the present
     */
    public Retention(
            RunDisposal runs,
            Blobs blobs,
            Outbox outbox,
            Tasks tasks,
            Leases leases,
            RetentionPreview preview,
            InstantSource time) {
        this.runs = runs;
        this.blobs = blobs;
        this.outbox = outbox;
        this.tasks = tasks;
        this.leases = leases;
        this.preview = preview;
        this.time = time;
    }

    /**
     * Forgets what the policy does not keep, and sweeps what nothing refers to. Blocks until done;
     * stops early when the thread is interrupted.
     *
     * @param policy the bounds
     * @return what was forgotten
     */
    public RetentionReport apply(RetentionPolicy policy) {
        return apply(policy, () -> true);
    }

    /**
     * The same for as long as the caller wants it.
     *
     * @param policy the bounds
     * @param wanted is asked before every step; false stops early
     * @return what was forgotten
     */
    public RetentionReport apply(RetentionPolicy policy, BooleanSupplier wanted) {
        BooleanSupplier goOn =
                () -> !Thread.currentThread().isInterrupted() && wanted.getAsBoolean();
        Instant now = time.instant();
        Instant ended = ended(policy, now);
        var tally = new Tally();
        if (policy.age() != null) {
            Instant oldest = now.minus(policy.age());
            while (goOn.getAsBoolean()
                    && tally.add(runs.deleteStartedBefore(oldest, ended, BATCH))) {}
        }
        if (policy.runs() != null) {
            keepRuns(policy.runs(), ended, tally, goOn);
        }
        if (policy.bytes() != null) {
            keepBytes(policy.bytes(), ended, tally, goOn);
        }
        if (!goOn.getAsBoolean()) {
            return new RetentionReport(tally.runs, tally.bytes, 0, 0, 0);
        }
        outbox.forgetSilent(now);
        leases.forgetEnded(LEASES_KEPT);
        return new RetentionReport(
                tally.runs, tally.bytes, blobs.sweep(), trimOutbox(goOn), expireTasks(now, goOn));
    }

    private void keepRuns(long most, Instant ended, Tally tally, BooleanSupplier goOn) {
        boolean more = true;
        while (more && goOn.getAsBoolean()) {
            int excess = (int) Math.min(BATCH, runs.count() - most);
            more = excess > 0 && tally.add(runs.deleteOldest(ended, excess, Long.MAX_VALUE));
        }
    }

    private void keepBytes(long most, Instant ended, Tally tally, BooleanSupplier goOn) {
        long excess = 0;
        boolean more = true;
        for (int step = 0; more && goOn.getAsBoolean(); step++) {
            if (step % MEASURED == 0) {
                excess = blobs.storedBytes() - most;
            }
            RunDisposal.Deleted deleted =
                    excess > 0
                            ? runs.deleteOldest(ended, BATCH, excess)
                            : new RunDisposal.Deleted(0, 0);
            excess -= deleted.bytes();
            more = tally.add(deleted);
        }
    }

    /**
     * Tells what {@link #apply} would forget now, and forgets nothing.
     *
     * @param policy the bounds
     * @return runs and bytes; the rest is not told
     */
    public RetentionReport preview(RetentionPolicy policy) {
        Instant now = time.instant();
        long stored = policy.bytes() == null ? 0 : blobs.storedBytes();
        RunDisposal.Deleted would =
                preview.of(policy, now, ended(policy, now), runs.count(), stored);
        return new RetentionReport(would.runs(), would.bytes(), 0, 0, 0);
    }

    /**
     * How much there is, as the bounds count it.
     *
     * @return runs, and bytes of content
     */
    public RunDisposal.Deleted stored() {
        return new RunDisposal.Deleted(Math.toIntExact(runs.count()), blobs.storedBytes());
    }

    /** Without a grace even a run of a clock that is ahead of this one may go. */
    private static Instant ended(RetentionPolicy policy, Instant now) {
        return policy.grace().isZero() ? now.plus(FAR_AHEAD) : now.minus(policy.grace());
    }

    private int trimOutbox(BooleanSupplier goOn) {
        int trimmed = 0;
        for (int n = BATCH * 4; goOn.getAsBoolean() && n == BATCH * 4; trimmed += n) {
            n = outbox.trim(BATCH * 4);
        }
        return trimmed;
    }

    private int expireTasks(Instant now, BooleanSupplier goOn) {
        int expired = 0;
        for (int n = BATCH; goOn.getAsBoolean() && n == BATCH; expired += n) {
            n = tasks.expire(now, BATCH);
        }
        return expired;
    }

    private static final class Tally {
        private int runs;
        private long bytes;

        /** Counts a batch; false if it was empty. */
        boolean add(RunDisposal.Deleted deleted) {
            runs += deleted.runs();
            bytes += deleted.bytes();
            return deleted.runs() > 0;
        }
    }
}
