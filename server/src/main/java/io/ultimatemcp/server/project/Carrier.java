package io.ultimatemcp.server.project;

import io.ultimatemcp.graph.model.Answer;
import io.ultimatemcp.graph.model.CancelSignal;
import io.ultimatemcp.graph.model.Fault;
import io.ultimatemcp.graph.projection.RunProjection;
import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.fault.LedgerCorrupt;
import io.ultimatemcp.ledger.outbox.OutboxEntry;
import io.ultimatemcp.ledger.outbox.OutboxKind;
import io.ultimatemcp.server.graph.GraphStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Carries entries of the outbox to the graph, a batch at a time: projects, then acknowledges. A
 * batch that the graph refuses is halved until the run at fault is alone, and that one is left out:
 * one strange run must not keep all others away. One thread at a time.
 */
final class Carrier {
    private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);
    private static final int BATCH = 64;
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Ledger ledger;
    private final GraphStore store;
    private final Follower follower;
    private final Turn turn;
    private final RunSubgraph subgraph;
    private final InstantSource clock;
    private final CancelSignal cancel;
    private final Delays delays = new Delays();
    private final AtomicLong projected = new AtomicLong();
    private final AtomicLong skipped = new AtomicLong();
    private volatile Instant awakeSince = Instant.MAX;

    Carrier(
            Ledger ledger,
            GraphStore store,
            Follower follower,
            InstantSource clock,
            CancelSignal cancel) {
        this.ledger = ledger;
        this.follower = follower;
        this.turn = new Turn(ledger, follower);
        this.store = store;
        this.subgraph = new RunSubgraph(ledger);
        this.clock = clock;
        this.cancel = cancel;
    }

    /** Carries the next batch; false when that was all there was, or another node's turn. */
    boolean carry() throws GraphAway {
        long seen = ledger.outbox().acknowledged(follower.name());
        var batch = ledger.outbox().after(seen, BATCH);
        if (batch.isEmpty() || !turn.isOurs()) {
            return false;
        }
        if (follower.isOfNode() && !ledger.outbox().knows(follower.name())) {
            // New, or away for so long that it was not told of every end of a run.
            done(store.graph().clearProjection(cancel));
        }
        return carry(seen, batch);
    }

    private boolean carry(long seen, List<OutboxEntry> batch) throws GraphAway {
        carry(batch);
        if (ledger.outbox().advance(follower.name(), seen, batch.getLast().seq())) {
            return batch.size() == BATCH;
        }
        // Another process went on meanwhile, and may have carried the end of one of these before.
        var gone =
                subjects(batch, OutboxKind.RUN_RECORDED).stream()
                        .filter(id -> ledger.run(id).isEmpty())
                        .toList();
        if (!gone.isEmpty()) {
            done(store.graph().forgetRuns(gone, cancel));
        }
        return true;
    }

    /** Keeps other nodes from carrying until it is closed; empty where there are none. */
    Optional<Still> still() {
        return turn.still();
    }

    /** Lets another node carry. */
    void close() {
        turn.giveUp();
    }

    /** Tells that the engine is awake from now on: what waited for it before counts as no delay. */
    void awake() {
        awakeSince = clock.instant();
    }

    /** Forgets everything that was carried, to carry it again. */
    void startOver() throws GraphAway {
        ledger.outbox().forget(follower.name());
        done(store.graph().clearProjection(cancel));
    }

    ProjectionLag lag() {
        var lag = ledger.outbox().lag(follower.name(), clock.instant());
        return new ProjectionLag(
                lag.entries(),
                lag.age(),
                delays.quantile(0.5),
                delays.quantile(0.95),
                delays.count(),
                projected.get(),
                skipped.get());
    }

    private void carry(List<OutboxEntry> batch) throws GraphAway {
        var gone = subjects(batch, OutboxKind.RUN_DELETED);
        var runs = new ArrayList<RunProjection>();
        for (String id : subjects(batch, OutboxKind.RUN_RECORDED)) {
            read(id).ifPresent(runs::add);
        }
        if (!runs.isEmpty()) {
            project(runs);
        }
        if (!gone.isEmpty()) {
            done(store.graph().forgetRuns(List.copyOf(gone), cancel));
        }
        projected.addAndGet(batch.size());
        var now = clock.instant();
        batch.stream()
                .filter(entry -> entry.at().isAfter(awakeSince))
                .forEach(entry -> delays.add(Duration.between(entry.at(), now)));
    }

    /** Empty for a run that was deleted meanwhile, whose own entry follows, or that is damaged. */
    private Optional<RunProjection> read(String id) {
        try {
            return ledger.run(id).map(subgraph::of);
        } catch (LedgerCorrupt | JacksonException damaged) {
            leaveOut(id, String.valueOf(damaged.getMessage()));
            return Optional.empty();
        }
    }

    private void leaveOut(String id, String reason) {
        skipped.incrementAndGet();
        LOG.warn("run {} is left out of the graph: {}", id, reason);
    }

    private static Set<String> subjects(List<OutboxEntry> batch, OutboxKind kind) {
        return batch.stream()
                .filter(entry -> entry.kind() == kind)
                .map(OutboxEntry::subject)
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
    }

    private void project(List<RunProjection> runs) throws GraphAway {
        if (!(store.graph().project(runs, cancel) instanceof Answer.Failed<Integer>(Fault fault))) {
            return;
        }
        switch (fault) {
            case Fault.Unavailable away -> throw new GraphAway(away.message(), away.retryAfter());
            case Fault.EngineError broken -> throw new GraphAway(broken.message(), PAUSE);
            case Fault.Cancelled gone -> throw new GraphAway(gone.message(), PAUSE);
            case Fault.Invalid _,
                    Fault.BadQuery _,
                    Fault.NotReadOnly _,
                    Fault.MemoryExceeded _,
                    Fault.TimedOut _ -> {
                if (runs.size() == 1) {
                    leaveOut(runs.getFirst().run().id(), fault.message());
                } else {
                    int half = runs.size() / 2;
                    project(runs.subList(0, half));
                    project(runs.subList(half, runs.size()));
                }
            }
        }
    }

    private static void done(Answer<Integer> answer) throws GraphAway {
        if (answer instanceof Answer.Failed<Integer>(Fault fault)) {
            throw new GraphAway(
                    fault.message(),
                    fault instanceof Fault.Unavailable away ? away.retryAfter() : PAUSE);
        }
    }
}
