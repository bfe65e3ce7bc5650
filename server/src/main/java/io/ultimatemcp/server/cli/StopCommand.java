package io.ultimatemcp.server.cli;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "stop",
        description = "Stop the server of this data directory; running calls may finish.")
final class StopCommand implements Callable<Integer> {
    private static final long EXTRA_SECONDS = 10;

    @Mixin private final CommonOptions common = new CommonOptions();

    private final Platform platform;

    StopCommand(Platform platform) {
        this.platform = platform;
    }

    @Override
    public Integer call() {
        var settings = common.settings();
        var running = platform.running(settings);
        if (running.isEmpty()) {
            throw new CommandFailure(
                    ExitCode.NOT_RUNNING, "no server runs on " + settings.data().dir());
        }
        var process = ProcessHandle.of(running.get().pid());
        process.ifPresent(ProcessHandle::destroy);
        var gone =
                process.map(ProcessHandle::onExit).orElse(CompletableFuture.completedFuture(null));
        try {
            gone.get(settings.http().shutdownGrace().toSeconds() + EXTRA_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "the server (pid " + running.get().pid() + ") does not stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "cannot watch the server stop: " + e.getMessage());
        }
        return ExitCode.OK.number();
    }
}
