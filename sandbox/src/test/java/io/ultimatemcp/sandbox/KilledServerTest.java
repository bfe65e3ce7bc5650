package io.ultimatemcp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** A server that is killed takes its jobs and its waiting interpreters with it. */
final class KilledServerTest {
    @Test
    void nothingSurvivesTheServer()
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        assertNothingSurvives();
    }

    /** Of a server whose tier is T3 when a runtime command is named. */
    static void assertNothingSurvives(String... runtime)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        var words =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledServerTest.class.getName()));
        words.addAll(List.of(runtime));
        Process server =
                new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (var lines =
                new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("running");
            List<ProcessHandle> children = server.descendants().toList();
            assertThat(children).hasSizeGreaterThan(2);
            server.destroyForcibly();
            for (ProcessHandle child : children) {
                child.onExit().get(20, TimeUnit.SECONDS);
            }
            server.waitFor();
        }
        try (Sandbox next = Sandbox.open(SandboxSettings.standard().withWarm(0))) {
            assertThat(next.readiness()).isInstanceOf(Readiness.Ready.class);
            assertThat(AttackTest.Leftovers.groupsOf(server.pid())).isEmpty();
        }
    }

    /** A server with jobs that would go on, one of them with a way out where there can be one. */
    public static void main(String[] args) throws InterruptedException {
        SandboxSettings settings = EgressTest.leadingHere().withWarm(1);
        Sandbox sandbox =
                Sandbox.open(args.length == 0 ? settings : settings.withTier(Tier.T3, args[0]));
        Job job = Job.script(Language.BASH, "setsid sleep 600 & echo up; sleep 600");
        if (args.length == 0) {
            Start out =
                    sandbox.start(
                            job.withAllowHosts(List.of(EgressTest.LEADS_HERE)), Listener.NONE);
            if (!(out instanceof Running)) {
                System.out.println(out);
            }
        }
        Start start = sandbox.start(job, (stream, text) -> System.out.println("running"));
        if (start instanceof Running running) {
            running.await();
        }
    }
}
