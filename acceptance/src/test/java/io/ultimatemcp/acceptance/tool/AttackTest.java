package io.ultimatemcp.acceptance.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Client;
import io.ultimatemcp.acceptance.machine.Distribution;
import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every attack that the sandbox is tested with, sent through the front door: none gets out. A line
 * that begins with {@code BROKE} or {@code BAD} says that one did.
 */
@ExtendWith(Shared.class)
final class AttackTest {
    private static final Path ATTACKS =
            Distribution.ROOT.resolve("sandbox/src/test/resources/attacks");

    /** More at once would only wait for processors. */
    private static final int AT_ONCE = 3;

    @Test
    void noAttackGetsOutThroughExecuteCode(Server server)
            throws IOException, InterruptedException, ExecutionException {
        try (var host = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var lanes = Executors.newFixedThreadPool(AT_ONCE)) {
            var attempts = new ArrayList<Future<String>>();
            for (Path attack : attacks()) {
                attempts.add(
                        lanes.submit(() -> attempt(server.client(), attack, host.getLocalPort())));
            }
            assertThat(attempts).hasSizeGreaterThan(30);
            assertThat(broken(attempts)).isEmpty();
        }
        assertThat(server.client().get("/health/ready").status()).isEqualTo(200);
    }

    private static List<String> broken(List<Future<String>> attempts)
            throws InterruptedException, ExecutionException {
        var broken = new ArrayList<String>();
        for (var attempt : attempts) {
            if (!attempt.get().isEmpty()) {
                broken.add(attempt.get());
            }
        }
        return broken;
    }

    /** Empty when the sandbox held, else what the attack says it saw. */
    private static String attempt(Client client, Path attack, int port) {
        var result = client.execute(request(attack, port)).json();
        String said = result.path("stdout").asString() + "\n" + result.path("stderr").asString();
        var out =
                said.lines()
                        .filter(line ->
                                line.startsWith("BROKE")
                                        || line.startsWith("BAD")
                                        || line.contains(Shared.SECRET))
                        .toList();
        return out.isEmpty() ? "" : attack.getFileName() + ": " + out;
    }

    private static String request(Path attack, int port) {
        try {
            return Json.of(
                    Map.of(
                            "code",
                            Files.readString(attack),
                            "language",
                            language(attack),
                            "timeout_seconds",
                            6,
                            "files",
                            List.of(Map.of("path", "port", "content", "" + port))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> attacks() throws IOException {
        try (Stream<Path> files = Files.list(ATTACKS)) {
            return files.sorted().toList();
        }
    }

    private static String language(Path attack) {
        String name = attack.getFileName().toString();
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "py" -> "python";
            case "js" -> "javascript";
            case "sh" -> "bash";
            default -> throw new IllegalStateException("no language for " + name);
        };
    }
}
