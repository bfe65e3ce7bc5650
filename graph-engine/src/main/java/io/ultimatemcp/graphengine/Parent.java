package io.ultimatemcp.graphengine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The process that started us, seen through standard input: it is there until the input ends. One
 * that ends before we serve leaves nothing to serve for, and we end at once.
 */
final class Parent {
    /** How it takes leave. */
    enum Farewell {
        /** It is gone, or waits for us to be. */
        AT_ONCE,
        /** It said {@code leisure}: the JVM may take its time to keep what makes a start quick. */
        AT_LEISURE
    }

    private final CompletableFuture<Farewell> farewell = new CompletableFuture<>();
    private volatile boolean serving;

    private Parent() {}

    static Parent watch(InputStream input) {
        var parent = new Parent();
        Thread.ofPlatform().daemon().name("parent").start(() -> parent.read(input));
        return parent;
    }

    /** Blocks until it takes leave. */
    Farewell awaitFarewell() {
        serving = true;
        return farewell.join();
    }

    private void read(InputStream input) {
        var last = Farewell.AT_ONCE;
        try (var lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("leisure")) {
                    last = Farewell.AT_LEISURE;
                }
            }
        } catch (IOException broken) {
            last = Farewell.AT_ONCE;
        }
        if (!serving) {
            Runtime.getRuntime().halt(1);
        }
        farewell.complete(last);
    }
}
