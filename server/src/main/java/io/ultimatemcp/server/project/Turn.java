package io.ultimatemcp.server.project;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.fault.LedgerException;
import io.ultimatemcp.ledger.outbox.Outbox;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose turn it is to carry runs to a graph that several nodes share: that of the node that has the
 * lease. A node that dies loses it by itself. Two nodes that both believe it is theirs do the same
 * work twice and break nothing: projecting bears repetition, and the outbox moves on for one only.
 */
final class Turn {
    private static final Logger LOG = LoggerFactory.getLogger(Turn.class);
    private static final String CARRYING = "graph projection";
    private static final Duration LIFE = Duration.ofSeconds(15);
    private static final Duration RENEWAL = Duration.ofSeconds(5);
    private static final Duration FOLLOWER_LIFE = Duration.ofDays(30);
    private static final Duration FOLLOWER_RENEWAL = Duration.ofHours(6);

    private final Ledger ledger;
    private final Follower follower;
    private long renewedAt = System.nanoTime() - FOLLOWER_RENEWAL.toNanos() - 1;

    Turn(Ledger ledger, Follower follower) {
        this.ledger = ledger;
        this.follower = follower;
    }

    /**
     * Whether this process may carry what it has just read from the outbox. Asked after reading:
     * what is read before another node keeps the graph still was in the ledger before that.
     */
    synchronized boolean isOurs() {
        if (follower.isOfNode()) {
            if (isDue(FOLLOWER_RENEWAL)) {
                ledger.leases()
                        .take(Outbox.leaseOf(follower.name()), follower.holder(), FOLLOWER_LIFE);
                renewedAt = System.nanoTime();
            }
            return true;
        }
        if (!follower.shared()) {
            return true;
        }
        if (isDue(RENEWAL)) {
            if (!ledger.leases().take(CARRYING, follower.holder(), LIFE)) {
                return false;
            }
            renewedAt = System.nanoTime();
        }
        return ledger.leases()
                .holder(Still.NAME)
                .filter(each -> !each.equals(follower.holder()))
                .isEmpty();
    }

    /** Gives the turn to whoever wants it. */
    void giveUp() {
        if (follower.shared()) {
            try {
                ledger.leases().release(CARRYING, follower.holder());
            } catch (LedgerException e) {
                LOG.debug("the lease ends by itself: {}", e.getMessage());
            }
        }
    }

    /**
     * Keeps other nodes from carrying until it is closed; empty where there are none.
     *
     * @throws io.ultimatemcp.ledger.fault.LedgerBusy when another node does the same
     */
    Optional<Still> still() {
        return follower.shared()
                ? Optional.of(Still.begin(ledger.leases(), follower.holder(), System::nanoTime))
                : Optional.empty();
    }

    private boolean isDue(Duration after) {
        return System.nanoTime() - renewedAt > after.toNanos();
    }
}
