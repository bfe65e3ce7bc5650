package io.ultimatemcp.sandbox.zygote;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/** What a zygote says of one nest that it was asked for. */
final class Birth {
    private static final long PATIENCE_SECONDS = 10;

    private final CompletableFuture<Long> pid = new CompletableFuture<>();
    private final CompletableFuture<String> open = new CompletableFuture<>();

    /** Takes one line, without the number before it. */
    void hear(String said) {
        if (said.startsWith("pid ")) {
            pid.complete(Long.parseLong(said.substring("pid ".length())));
        } else if (said.equals("open")) {
            open.complete(said);
        } else {
            fail(said);
        }
    }

    void fail(String why) {
        var failure = new IOException("no nest: " + why);
        pid.completeExceptionally(failure);
        open.completeExceptionally(failure);
    }

    /** Its pid as the zygote knows it. */
    long pid() throws IOException, InterruptedException {
        return wait(pid);
    }

    /** Waits until the nest has its files and its pipes. */
    void awaitOpen() throws IOException, InterruptedException {
        wait(open);
    }

    /** Runs {@code named} with its pid as soon as that is known, and {@code then} in any case. */
    void whenKnown(LongConsumer named, Runnable then) {
        var _ = pid.thenAccept(named::accept).whenComplete((_, _) -> then.run());
    }

    private static <T> T wait(CompletableFuture<T> future)
            throws IOException, InterruptedException {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IOException("the zygote refused or died", e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("the zygote did not answer in time", e);
        }
    }
}
