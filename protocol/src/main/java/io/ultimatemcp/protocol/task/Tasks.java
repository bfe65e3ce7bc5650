package io.ultimatemcp.protocol.task;

import io.ultimatemcp.protocol.feature.Caller;
import io.ultimatemcp.protocol.feature.Exchange;
import io.ultimatemcp.protocol.feature.Outcome;
import io.ultimatemcp.protocol.feature.ToolDefinition;
import io.ultimatemcp.protocol.feature.ToolResult;
import io.ultimatemcp.protocol.interact.Questions;
import io.ultimatemcp.protocol.notify.Hub;
import io.ultimatemcp.protocol.wire.Fault;
import io.ultimatemcp.protocol.wire.FaultException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/**
 * The tasks of one server: starts them for tools, and serves their owners. The store is the truth;
 * the jobs that run in this process are only its writers. Thread-safe.
 */
public final class Tasks implements AutoCloseable {
    private final TaskStore store;
    private final InstantSource clock;
    private final Settings settings;
    private final Hub<TaskRecord> changes = new Hub<>();
    private final Map<String, Job> jobs = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    public Tasks(TaskStore store, InstantSource clock, Settings settings) {
        this.store = store;
        this.clock = clock;
        this.settings = settings;
    }

    /**
     * What tasks are allowed.
     *
     * @param life how long a task is kept from its start
     * @param pollInterval how often clients should ask
     * @param perCaller most unfinished tasks of one caller
     */
    public record Settings(Duration life, Duration pollInterval, int perCaller) {
        /** A day, a second, fifty. */
        public static Settings defaults() {
            return new Settings(Duration.ofHours(24), Duration.ofSeconds(1), 50);
        }
    }

    /**
     * Starts {@code work} as a task of the caller. Only for clients that take tasks.
     *
     * @throws FaultException with {@link Fault.Busy} when the caller has too many unfinished ones
     */
    public Outcome<ToolResult> start(Exchange exchange, ToolDefinition tool, TaskWork work) {
        String owner = exchange.caller().id();
        if (store.running(owner) >= settings.perCaller()) {
            throw new FaultException(
                    new Fault.Busy(
                            "There are " + settings.perCaller() + " unfinished tasks already"));
        }
        byte[] id = new byte[16];
        random.nextBytes(id);
        Instant now = clock.instant();
        var task =
                new TaskRecord(
                        HexFormat.of().formatHex(id),
                        owner,
                        new TaskState.Working(),
                        null,
                        now,
                        now,
                        settings.life(),
                        settings.pollInterval());
        store.create(task);
        var job = new Job(task.id(), tool, work, this);
        jobs.put(task.id(), job);
        Thread.ofVirtual().name("task-" + task.id().substring(0, 8)).start(job);
        return new Outcome.Deferred<>(task.id());
    }

    /** How many tasks run in this process at the moment. */
    public int running() {
        return jobs.size();
    }

    /**
     * The caller's task of that id.
     *
     * @throws FaultException when there is none
     */
    public TaskRecord get(String id, Caller caller) {
        return visible(id, caller)
                .orElseThrow(() -> FaultException.invalidParams("Task not found"));
    }

    /** The same, empty when there is none. */
    public Optional<TaskRecord> visible(String id, Caller caller) {
        return store.find(id)
                .filter(task -> task.owner().equals(caller.id()))
                .filter(task -> task.expiresAt().isAfter(clock.instant()));
    }

    /**
     * Takes answers to outstanding questions; others are ignored.
     *
     * @throws FaultException when there is no such task
     */
    public void answer(String id, Caller caller, JsonNode answers) {
        get(id, caller);
        update(id, task -> answered(task, answers));
        wake(id);
    }

    /**
     * Cancels; a finished task stays as it is.
     *
     * @throws FaultException when there is no such task
     */
    public void cancel(String id, Caller caller) {
        get(id, caller);
        update(id, task -> moved(task, new TaskState.Cancelled()));
        Job job = jobs.get(id);
        if (job != null) {
            job.stop();
        }
    }

    /** Every change of every task of this process. */
    public Hub<TaskRecord> changes() {
        return changes;
    }

    /** Forgets expired tasks. */
    public void purge() {
        store.purge(clock.instant());
    }

    /** Cancels the work of this process; the records stay as they are. */
    @Override
    public void close() {
        jobs.values().forEach(Job::stop);
    }

    Optional<TaskRecord> find(String id) {
        return store.find(id);
    }

    Optional<TaskRecord> update(String id, UnaryOperator<TaskRecord> change) {
        Optional<TaskRecord> task = store.update(id, change);
        task.ifPresent(changes::publish);
        return task;
    }

    /** The task in a new state; a finished one stays. */
    TaskRecord moved(TaskRecord task, TaskState state) {
        return task.state().terminal() ? task : task.in(state, clock.instant());
    }

    TaskRecord saying(TaskRecord task, String message) {
        return task.state().terminal() ? task : task.saying(message, clock.instant());
    }

    void ended(String id) {
        jobs.remove(id);
    }

    private void wake(String id) {
        Job job = jobs.get(id);
        if (job != null) {
            job.wake();
        }
    }

    private TaskRecord answered(TaskRecord task, JsonNode answers) {
        if (!(task.state() instanceof TaskState.InputRequired input)) {
            return task;
        }
        var outstanding = new LinkedHashMap<>(input.outstanding());
        var given = new LinkedHashMap<>(input.answers());
        for (var answer : answers.properties()) {
            var question = outstanding.get(answer.getKey());
            if (question != null && Questions.fits(Questions.method(question), answer.getValue())) {
                outstanding.remove(answer.getKey());
                given.put(answer.getKey(), answer.getValue());
            }
        }
        return moved(task, new TaskState.InputRequired(outstanding, given));
    }
}
