package io.ultimatemcp.graph.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The engine's process. Its standard input stays open as long as we live, so it ends when we do,
 * however that happens; its standard output says when it is ready; its standard error goes to a
 * log.
 */
final class Child {
    private static final Pattern READY = Pattern.compile("ready 127\\.0\\.0\\.1:([0-9]{1,5})");
    private static final long LONGEST_LOG = 1 << 20;

    /** For recording the start cache, which takes the JVM two or three seconds. */
    private static final Duration LEISURE = Duration.ofSeconds(20);

    /** What the JVM exits with under -XX:+ExitOnOutOfMemoryError. */
    static final int OUT_OF_MEMORY = 3;

    private final Process process;
    private final StartCache cache;
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final CompletableFuture<Boolean> storeClosed = new CompletableFuture<>();

    private Child(Process process, StartCache cache) {
        this.process = process;
        this.cache = cache;
    }

    static Child start(EngineSettings.Local settings, RunFiles files) throws IOException {
        Path log = files.log();
        if (Files.isRegularFile(log) && Files.size(log) > LONGEST_LOG) {
            Files.move(
                    log, log.resolveSibling("engine.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        var cache = StartCache.look(settings.startCache().toAbsolutePath(), settings.jars());
        var builder =
                new ProcessBuilder(ChildCommand.of(settings, files, cache))
                        .directory(settings.home().toFile())
                        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // Nothing of our environment is the engine's business, secrets and JVM options least of
        // all.
        builder.environment().clear();
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        var child = new Child(builder.start(), cache);
        Thread.ofVirtual().name("graph-engine-output").start(child::readOutput);
        return child;
    }

    private void readOutput() {
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher ready = READY.matcher(line);
                if (ready.matches()) {
                    port.complete(Integer.valueOf(ready.group(1)));
                } else if (line.equals("stopped")) {
                    storeClosed.complete(true);
                }
            }
        } catch (IOException closed) {
            port.completeExceptionally(closed);
        }
        port.completeExceptionally(new IOException("no port was announced"));
        storeClosed.complete(false);
    }

    /** Waits for the line that says which port it listens on. */
    int awaitReady(Duration limit) throws IOException, InterruptedException {
        try {
            return port.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException ended) {
            process.waitFor(2, TimeUnit.SECONDS);
            String code = process.isAlive() ? "" : " with code " + process.exitValue();
            throw new IOException(
                    "The graph engine ended" + code + " before it was ready; its log tells why",
                    ended);
        } catch (TimeoutException slow) {
            throw new IOException(
                    "The graph engine was not ready within " + limit.toSeconds() + " s", slow);
        }
    }

    long pid() {
        return process.pid();
    }

    CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** What became of it, given a moment to become clear. */
    Lease.Loss loss() throws InterruptedException {
        if (!process.waitFor(2, TimeUnit.SECONDS)) {
            return Lease.Loss.NONE;
        }
        return process.exitValue() == OUT_OF_MEMORY ? Lease.Loss.OUT_OF_MEMORY : Lease.Loss.CRASHED;
    }

    /**
     * Ends it: first by the end of its input, then by asking, then by force. Returns when it is
     * gone, which is as soon as its store is closed; one that records the start cache is given time
     * for that.
     */
    void stop(Duration patience) {
        if (cache.recorded().isPresent() && port.isDone() && !port.isCompletedExceptionally()) {
            endAtLeisure();
        }
        endInput();
        if (!storeClosed
                .completeOnTimeout(false, patience.toMillis(), TimeUnit.MILLISECONDS)
                .join()) {
            process.destroy();
            process.onExit().completeOnTimeout(process, 2, TimeUnit.SECONDS).join();
        }
        kill();
        process.onExit().join();
        cache.ended(process.exitValue() == 0);
    }

    private void endAtLeisure() {
        try {
            process.getOutputStream().write("leisure\n".getBytes(StandardCharsets.UTF_8));
        } catch (IOException alreadyGone) {
            return;
        }
        endInput();
        process.onExit()
                .completeOnTimeout(process, LEISURE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private void endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyGone) {
            process.destroy();
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void kill() {
        process.destroyForcibly();
    }
}
