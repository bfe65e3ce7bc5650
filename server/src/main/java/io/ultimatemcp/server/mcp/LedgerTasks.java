package io.ultimatemcp.server.mcp;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.fault.LedgerException;
import io.ultimatemcp.ledger.task.Task;
import io.ultimatemcp.ledger.task.Tasks;
import io.ultimatemcp.protocol.task.TaskRecord;
import io.ultimatemcp.protocol.task.TaskState;
import io.ultimatemcp.protocol.task.TaskStore;
import io.ultimatemcp.protocol.wire.Fault;
import io.ultimatemcp.protocol.wire.FaultException;
import io.ultimatemcp.server.run.LedgerFaults;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * MCP tasks kept in the ledger, so that an id and a result outlive this process. The work itself
 * does not: what was under way when its process died is failed by {@link #failOrphans}.
 */
public final class LedgerTasks implements TaskStore {
    private static final int BATCH = 200;
    private static final int ATTEMPTS = 50;

    /** How often a process tells that it works on its tasks. */
    public static final Duration RENEWAL = Duration.ofSeconds(20);

    /** Longer than a database takes to restart, so that nobody is given up for that. */
    private static final Duration LEASE = Duration.ofMinutes(3);

    private final Supplier<Ledger> ledger;
    private final String node;

    /** Unfinished tasks of this process by owner; the ledger has those of all processes. */
    private final ConcurrentMap<String, String> unfinished = new ConcurrentHashMap<>();

    /**
     * Keeps tasks in the ledger that {@code ledger} gives, asked for at the first task.
     *
     * @param node names this node among those that share the ledger
     */
    public LedgerTasks(Supplier<Ledger> ledger, String node) {
        this.ledger = ledger;
        this.node = node;
    }

    @Override
    public void create(TaskRecord task) {
        ask(tasks -> {
            if (unfinished.isEmpty()) {
                renew();
            }
            tasks.create(TaskForm.stored(task, Worker.current(node).text(), 0));
            return task;
        });
        unfinished.put(task.id(), task.owner());
    }

    @Override
    public Optional<TaskRecord> find(String id) {
        return ask(tasks -> tasks.find(id)).map(TaskForm::read);
    }

    @Override
    public Optional<TaskRecord> update(String id, UnaryOperator<TaskRecord> change) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Task> found = ask(tasks -> tasks.find(id));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            Task stored = found.get();
            TaskRecord before = TaskForm.read(stored);
            TaskRecord after = change.apply(before);
            if (after.equals(before) || before.state().terminal()) {
                return Optional.of(before);
            }
            var replaced =
                    ask(tasks ->
                            tasks.replace(
                                    TaskForm.stored(after, stored.request(), stored.version())));
            if (replaced.isPresent()) {
                if (after.state().terminal()) {
                    unfinished.remove(id);
                }
                return replaced.map(TaskForm::read);
            }
        }
        throw new IllegalStateException("task " + id + " changes faster than it can be written");
    }

    @Override
    public int running(String owner) {
        return (int) unfinished.values().stream().filter(owner::equals).count();
    }

    @Override
    public void purge(Instant now) {
        while (ledger.get().tasks().expire(now, BATCH) == BATCH) {
            // The next batch; each is a short transaction.
        }
    }

    /**
     * Tells other nodes that this process still works on its tasks. Call it every {@link #RENEWAL}
     * or so; without a task it does nothing.
     */
    public void stayAlive() {
        if (!unfinished.isEmpty()) {
            renew();
        }
    }

    /** Asks the ledger; one that does not answer is told to the client as that, not as a bug. */
    private <T> T ask(Function<Tasks, T> question) {
        try {
            return question.apply(ledger.get().tasks());
        } catch (LedgerException e) {
            var problem = LedgerFaults.refusal(e).problem();
            throw new FaultException(
                    new Fault.Busy(problem.code().code() + ": " + problem.detail()));
        }
    }

    private void renew() {
        var worker = Worker.current(node);
        ledger.get().leases().take(worker.lease(), worker.node(), LEASE);
    }

    /**
     * Fails the tasks that nobody works on any more: their process on this node is gone, or one
     * elsewhere has not told for long that it lives. Call it when a server starts, and now and then
     * where nodes share the ledger.
     */
    public void failOrphans(Instant now) {
        var lost = new HashMap<Worker, Boolean>();
        Task last = null;
        do {
            var page = ledger.get().tasks().unfinished(last, BATCH);
            last = page.size() == BATCH ? page.getLast() : null;
            page.stream()
                    .filter(task ->
                            lost.computeIfAbsent(Worker.parse(task.request()), this::isLost))
                    .forEach(task -> fail(task.id(), now));
        } while (last != null);
    }

    private boolean isLost(Worker worker) {
        return worker.isOf(node)
                ? !worker.isAlive()
                : ledger.get().leases().holder(worker.lease()).isEmpty();
    }

    private void fail(String id, Instant now) {
        update(
                id,
                record ->
                        record.in(
                                new TaskState.Failed(
                                        -32603, "The server stopped while this task ran"),
                                now));
    }
}
