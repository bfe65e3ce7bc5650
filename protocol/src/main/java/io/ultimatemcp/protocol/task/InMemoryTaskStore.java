package io.ultimatemcp.protocol.task;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Tasks that live as long as this process. Bounded by {@link #purge} and the limit on running
 * tasks.
 */
public final class InMemoryTaskStore implements TaskStore {
    private final Map<String, TaskRecord> tasks = new ConcurrentHashMap<>();

    @Override
    public void create(TaskRecord task) {
        if (tasks.putIfAbsent(task.id(), task) != null) {
            throw new IllegalArgumentException("there is a task " + task.id());
        }
    }

    @Override
    public Optional<TaskRecord> find(String id) {
        return Optional.ofNullable(tasks.get(id));
    }

    @Override
    public Optional<TaskRecord> update(String id, UnaryOperator<TaskRecord> change) {
        return Optional.ofNullable(tasks.computeIfPresent(id, (key, task) -> change.apply(task)));
    }

    @Override
    public int running(String owner) {
        return (int)
                tasks.values().stream()
                        .filter(task -> task.owner().equals(owner) && !task.state().terminal())
                        .count();
    }

    @Override
    public void purge(Instant now) {
        tasks.values().removeIf(task -> task.expiresAt().isBefore(now));
    }
}
