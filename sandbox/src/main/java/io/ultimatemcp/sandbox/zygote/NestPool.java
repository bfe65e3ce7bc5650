package io.ultimatemcp.sandbox.zygote;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Nests that wait for a program, each used once; as many as {@link Demand} says. Thread-safe. */
public final class NestPool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NestPool.class);

    private final Nursery nursery;
    private final Executor makers;
    private final Room room;
    private final Optional<Order> first;
    private final Demand demand;
    private final Deque<Nest> waiting = new ArrayDeque<>();
    private int making;
    private boolean closed;

    /**
     * An empty pool.
     *
     * @param room of each nest
     * @param first what each is told at once, so that it is what waits
     */
    public NestPool(
            Nursery nursery, Executor makers, Room room, Optional<Order> first, Demand demand) {
        this.nursery = nursery;
        this.makers = makers;
        this.room = room;
        this.first = first;
        this.demand = demand;
    }

    /** How much is wanted of it. */
    public Demand demand() {
        return demand;
    }

    /** How many wait. */
    public synchronized int waiting() {
        return waiting.size();
    }

    /** How many are being made. */
    public synchronized int making() {
        return making;
    }

    /** One that waits, which is then the caller's to close; empty when there is none. */
    public Optional<Nest> take() {
        while (true) {
            Nest nest;
            synchronized (this) {
                nest = waiting.pollFirst();
            }
            if (nest == null || nest.isAlive()) {
                return Optional.ofNullable(nest);
            }
            nest.close();
        }
    }

    /** Makes as many as are wanting, and lets go of the dead and of those too many. */
    public void refill() {
        synchronized (this) {
            int target = closed ? 0 : demand.target();
            for (Nest nest : List.copyOf(waiting)) {
                if (!nest.isAlive() && waiting.remove(nest)) {
                    letGo(nest); // its zygote has died
                }
            }
            while (waiting.size() > target) {
                letGo(waiting.removeLast());
            }
            try {
                while (waiting.size() + making < target) {
                    makers.execute(this::make);
                    making++;
                }
            } catch (RejectedExecutionException e) {
                closed = true; // the sandbox is closing, nothing more is needed
            }
        }
    }

    /** In the background, save when that is closing: then at once, for nobody else would. */
    private void letGo(Nest nest) {
        try {
            makers.execute(nest::close);
        } catch (RejectedExecutionException e) {
            nest.close();
        }
    }

    private void make() {
        Nest nest = null;
        try {
            nest = made();
        } catch (IOException | RuntimeException e) {
            LOG.debug("no nest could be made ahead", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        boolean kept;
        synchronized (this) {
            making--;
            kept = nest != null && !closed && waiting.offerLast(nest);
        }
        if (nest != null && !kept) {
            nest.close();
        }
    }

    private Nest made() throws IOException, InterruptedException {
        Nest nest = nursery.open(room);
        try {
            if (first.isPresent()) {
                nest.load(first.get());
            }
            return nest;
        } catch (IOException | RuntimeException e) {
            nest.close();
            throw e;
        }
    }

    /** Lets go of all that wait and makes no more. */
    @Override
    public void close() {
        Deque<Nest> last;
        synchronized (this) {
            closed = true;
            last = new ArrayDeque<>(waiting);
            waiting.clear();
        }
        last.forEach(Nest::close);
    }
}
