package io.ultimatemcp.ledger.sql;

import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** One change on its way through the writer; its future settles when the change is durable. */
final class Unit<T> {
    private final Query<T> change;
    private final long bytes;
    private final CompletableFuture<T> settled = new CompletableFuture<>();
    private @Nullable T answer;

    Unit(Query<T> change, long bytes) {
        this.change = change;
        this.bytes = bytes;
    }

    long bytes() {
        return bytes;
    }

    /** Runs the change; its answer is not given out before {@link #committed}. */
    void apply(Handle handle) {
        answer = change.ask(handle);
    }

    void committed() {
        T given = answer;
        if (given == null) {
            settled.completeExceptionally(new IllegalStateException("committed before applied"));
        } else {
            settled.complete(given);
        }
    }

    void failed(Throwable cause) {
        settled.completeExceptionally(cause);
    }

    CompletableFuture<T> settled() {
        return settled;
    }
}
