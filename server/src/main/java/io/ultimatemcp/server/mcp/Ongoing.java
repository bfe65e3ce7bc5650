package io.ultimatemcp.server.mcp;

import io.ultimatemcp.ledger.run.RunIds;
import io.ultimatemcp.protocol.feature.Cancel;
import io.ultimatemcp.protocol.feature.ToolResult;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;

/**
 * Tool calls that may outlast the request they came in. Each is known by the id of the run that it
 * becomes; bounded by the limit on calls that the protocol layer and the sandbox keep.
 */
final class Ongoing {
    private final RunIds ids = new RunIds(InstantSource.system());
    private final Map<String, Work> works = new ConcurrentHashMap<>();

    /** A call under way. */
    static final class Work {
        private final String runId;
        private final String owner;
        private final Cancel.Source cancel = new Cancel.Source();
        private final CompletableFuture<ToolResult> result = new CompletableFuture<>();

        private Work(String runId, String owner) {
            this.runId = runId;
            this.owner = owner;
        }

        String runId() {
            return runId;
        }

        void cancel() {
            cancel.cancel();
        }

        /** The result, empty when it is not there within {@code time}. */
        Optional<ToolResult> await(Duration time) throws InterruptedException {
            try {
                return Optional.of(result.get(time.toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException e) {
                return Optional.empty();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }

        /** The result, however long it takes. */
        ToolResult await() throws InterruptedException {
            try {
                return result.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause());
            }
        }
    }

    /** The id of a run that begins now. */
    String newId() {
        return ids.next();
    }

    /**
     * Starts {@code call}, given the run's id and what cancels it, on a virtual thread of its own.
     */
    Work start(String owner, BiFunction<String, Cancel, ToolResult> call) {
        var work = new Work(newId(), owner);
        works.put(work.runId, work);
        Thread.startVirtualThread(() -> {
            try {
                work.result.complete(call.apply(work.runId, work.cancel));
            } catch (RuntimeException | Error bug) {
                work.result.completeExceptionally(bug);
            } finally {
                works.remove(work.runId);
            }
        });
        return work;
    }

    /** The call of that owner which becomes that run; empty when it has ended. */
    Optional<Work> find(String runId, String owner) {
        return Optional.ofNullable(works.get(runId)).filter(work -> work.owner.equals(owner));
    }
}
