package io.ultimatemcp.server.project;

import io.ultimatemcp.ledger.fault.LedgerBusy;
import io.ultimatemcp.ledger.fault.LedgerException;
import io.ultimatemcp.ledger.lease.Leases;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps other nodes from carrying to the graph until it is closed, by a lease that a thread renews.
 * A renewal that fails is tried again; whether there was a moment in which another node could have
 * carried is for {@link #check} to say.
 */
final class Still implements AutoCloseable {
    static final String NAME = "graph still";
    static final Duration LIFE = Duration.ofSeconds(60);
    private static final Logger LOG = LoggerFactory.getLogger(Still.class);
    private static final Duration RENEWAL = Duration.ofSeconds(10);

    private final Leases leases;
    private final String holder;
    private final LongSupplier nanos;
    private final Thread renewal;
    private long heldSince;
    private boolean lost;

    private Still(Leases leases, String holder, LongSupplier nanos) {
        this.leases = leases;
        this.holder = holder;
        this.nanos = nanos;
        this.heldSince = nanos.getAsLong();
        this.renewal = Thread.ofVirtual().name("graph-still").unstarted(this::keep);
    }

    /**
     * Takes the lease.
     *
     * @param nanos tells how time passes
     * @throws LedgerBusy when another node has it
     */
    static Still begin(Leases leases, String holder, LongSupplier nanos) {
        var still = new Still(leases, holder, nanos);
        if (!leases.take(NAME, holder, LIFE)) {
            throw new LedgerBusy("another node keeps the graph still: try again shortly", null);
        }
        still.renewal.start();
        return still;
    }

    /**
     * Makes sure that no other node can have carried since the beginning.
     *
     * @throws LedgerBusy when one can
     */
    synchronized void check() {
        if (lost || hasLapsed()) {
            throw new LedgerBusy(
                    "another node may have changed the graph while it was copied: try again shortly",
                    null);
        }
    }

    /** Tries once to make the lease last longer. */
    void renew() {
        long before = nanos.getAsLong();
        boolean taken;
        try {
            taken = leases.take(NAME, holder, LIFE);
        } catch (LedgerException e) {
            LOG.info("the graph is kept still for less long: {}", e.getMessage());
            return;
        }
        synchronized (this) {
            lost = lost || !taken || hasLapsed();
            heldSince = before;
        }
    }

    /** Gives the lease back; one that cannot be given back ends by itself. */
    @Override
    public void close() {
        renewal.interrupt();
        try {
            leases.release(NAME, holder);
        } catch (LedgerException e) {
            LOG.debug("the lease ends by itself: {}", e.getMessage());
        }
    }

    private boolean hasLapsed() {
        return nanos.getAsLong() - heldSince >= LIFE.toNanos();
    }

    private void keep() {
        try {
            while (true) {
                Thread.sleep(RENEWAL);
                renew();
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
