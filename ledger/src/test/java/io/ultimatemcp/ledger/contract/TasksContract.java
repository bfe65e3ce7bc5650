package io.ultimatemcp.ledger.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ultimatemcp.ledger.OpenLedger;
import io.ultimatemcp.ledger.fault.BadCursor;
import io.ultimatemcp.ledger.fault.Conflict;
import io.ultimatemcp.ledger.page.Page;
import io.ultimatemcp.ledger.task.Standing;
import io.ultimatemcp.ledger.task.Task;
import io.ultimatemcp.ledger.task.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Durable tasks. */
public abstract class TasksContract extends OpenLedger {
    @Test
    void aTaskIsReadAsItWasStored() {
        Task task =
                Task.begun("t1", "ada", "{\"tool\":\"execute_code\"}", START.plusNanos(1_234_567))
                        .kept(Duration.ofMinutes(5), Duration.ofMillis(500));
        ledger.tasks().create(task);
        assertThat(ledger.tasks().find("t1")).contains(task);
        assertThat(ledger.tasks().find("t2")).isEmpty();
        assertThatThrownBy(() -> ledger.tasks().create(task)).isInstanceOf(Conflict.class);
    }

    @Test
    void aTaskGoesItsWayOneVersionAtATime() {
        ledger.tasks().create(Task.begun("t1", "ada", "{}", START));
        Task asking =
                replace(found().moved(Standing.asking("{\"a\":1}", null), START.plusSeconds(1)));
        assertThat(asking.standing().status()).isEqualTo(TaskStatus.INPUT_REQUIRED);
        assertThat(asking.standing().inputRequests()).isEqualTo("{\"a\":1}");
        Task working = replace(asking.moved(Standing.working("on it"), START.plusSeconds(2)));
        assertThat(working.standing().inputRequests()).isNull();
        Task done =
                replace(
                        working.moved(
                                Standing.completed("{\"id\":\"x\"}", "done"),
                                START.plusSeconds(3)));
        assertThat(done.version()).isEqualTo(3);
        assertThat(done).isEqualTo(found());
        assertThat(ledger.tasks().unfinished(null, 10)).isEmpty();
    }

    @Test
    void anEndedTaskDoesNotChange() {
        ledger.tasks().create(Task.begun("t1", "ada", "{}", START));
        Task failed = replace(found().moved(Standing.failed("{\"code\":1}", "it broke"), START));
        assertThat(ledger.tasks().replace(failed.moved(Standing.completed("{}", null), START)))
                .isEmpty();
        assertThat(found().standing().error()).isEqualTo("{\"code\":1}");
    }

    @Test
    void ofSeveralWhoChangeATaskOneWins() throws InterruptedException, ExecutionException {
        Task task = Task.begun("t1", "ada", "{}", START);
        ledger.tasks().create(task);
        var attempts = new ArrayList<Callable<Optional<Task>>>();
        for (int i = 0; i < 20; i++) {
            String result = "{\"winner\":" + i + "}";
            attempts.add(() ->
                    ledger.tasks().replace(task.moved(Standing.completed(result, null), START)));
        }
        var winners = new ArrayList<Task>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Optional<Task>> attempt : threads.invokeAll(attempts)) {
                attempt.get().ifPresent(winners::add);
            }
        }
        assertThat(winners).hasSize(1);
        assertThat(found()).isEqualTo(winners.getFirst());
    }

    @Test
    void aPrincipalSeesItsOwnTasksNewestFirst() {
        for (int i = 0; i < 7; i++) {
            ledger.tasks().create(Task.begun("a" + i, "ada", "{}", START.plusSeconds(i)));
            ledger.tasks().create(Task.begun("g" + i, "grace", "{}", START.plusSeconds(i)));
        }
        Page<Task> first = ledger.tasks().list("ada", null, 4);
        Page<Task> second = ledger.tasks().list("ada", first.next(), 4);
        assertThat(first.items()).extracting(Task::id).containsExactly("a6", "a5", "a4", "a3");
        assertThat(second.items()).extracting(Task::id).containsExactly("a2", "a1", "a0");
        assertThat(second.next()).isNull();
        assertThatThrownBy(() -> ledger.tasks().list("grace", first.next(), 4))
                .isInstanceOf(BadCursor.class);
    }

    @Test
    void tasksExpireWhenTheirTimeIsOver() {
        for (int i = 1; i <= 5; i++) {
            ledger.tasks()
                    .create(
                            Task.begun("t" + i, "ada", "{}", START)
                                    .kept(Duration.ofSeconds(i), null));
        }
        ledger.tasks().create(Task.begun("kept", "ada", "{}", START));
        assertThat(ledger.tasks().expire(START.plusSeconds(3), 2)).isEqualTo(2);
        assertThat(ledger.tasks().expire(START.plusSeconds(3), 2)).isEqualTo(1);
        assertThat(ledger.tasks().unfinished(null, 10))
                .extracting(Task::id)
                .containsExactlyInAnyOrderElementsOf(List.of("kept", "t4", "t5"));
        Task first = ledger.tasks().unfinished(null, 1).getFirst();
        assertThat(ledger.tasks().unfinished(first, 10)).hasSize(2).doesNotContain(first);
    }

    private Task replace(Task next) {
        return ledger.tasks().replace(next).orElseThrow();
    }

    private Task found() {
        return ledger.tasks().find("t1").orElseThrow();
    }
}
