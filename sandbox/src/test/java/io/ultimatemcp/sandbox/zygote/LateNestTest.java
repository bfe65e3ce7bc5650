package io.ultimatemcp.sandbox.zygote;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.sandbox.CommandLines;
import io.ultimatemcp.sandbox.bubblewrap.BubblewrapEntry;
import io.ultimatemcp.sandbox.bubblewrap.Host;
import io.ultimatemcp.sandbox.bubblewrap.Spawner;
import io.ultimatemcp.sandbox.bubblewrap.SystemView;
import io.ultimatemcp.sandbox.cgroup.Groups;
import io.ultimatemcp.sandbox.seccomp.Architecture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a zygote makes when nobody waits for it any more. */
final class LateNestTest {
    private static final Room ROOM = new Room(1L << 24, 1000, 1L << 28, 10);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aNestThatComesTooLateIsKilled(boolean grouped) throws IOException, InterruptedException {
        List<ProcessHandle> others = zygotes();
        try (var spawner = new Spawner();
                Zygote zygote = zygote(spawner, grouped)) {
            ProcessHandle process =
                    zygotes().stream().filter(each -> !others.contains(each)).findFirst().get();
            signal("-STOP", process);
            var end = new CompletableFuture<Exception>();
            Thread waiting =
                    Thread.ofPlatform()
                            .start(() -> {
                                try {
                                    zygote.split(ROOM).close();
                                } catch (IOException | InterruptedException e) {
                                    end.complete(e);
                                }
                            });
            await(() -> waiting.getState() == Thread.State.TIMED_WAITING);
            waiting.interrupt();
            assertThat(end.join()).isInstanceOf(InterruptedException.class);
            signal("-CONT", process);

            try (Nest next = zygote.split(ROOM)) {
                await(() -> process.children().allMatch(child -> child.pid() == next.pid()));
                assertThat(process.children().map(ProcessHandle::pid)).containsExactly(next.pid());
                assertThat(next.isAlive()).isTrue();
            }
        }
    }

    private static Zygote zygote(Spawner spawner, boolean grouped)
            throws IOException, InterruptedException {
        Path bubblewrap = Host.find("bwrap").orElseThrow();
        var architecture = Architecture.named(System.getProperty("os.arch")).orElseThrow();
        var view = SystemView.read(Optional.empty());
        Host host =
                Host.read(
                        new BubblewrapEntry(bubblewrap, architecture, view),
                        grouped ? Groups.find() : Optional.empty());
        var ground = new Ground(bubblewrap, view, architecture, Host.find("python3").orElseThrow());
        return Zygote.start(
                host,
                ground,
                spawner,
                List.of("python3", "-u", "-B"),
                Map.of("PATH", "/usr/bin:/bin"),
                () -> {});
    }

    private static List<ProcessHandle> zygotes() {
        return ProcessHandle.current()
                .descendants()
                .filter(process ->
                        CommandLines.of(process).startsWith("python3 -u -B /job/zygote.py"))
                .toList();
    }

    private static void signal(String name, ProcessHandle process)
            throws IOException, InterruptedException {
        new ProcessBuilder("kill", name, "" + process.pid()).start().waitFor();
    }

    private static void await(BooleanSupplier condition) {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(9);
        while (!condition.getAsBoolean() && System.nanoTime() < patience) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }
}
