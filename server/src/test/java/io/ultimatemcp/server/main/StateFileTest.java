package io.ultimatemcp.server.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ultimatemcp.server.cli.CommandFailure;
import io.ultimatemcp.server.cli.RunningServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has a data directory; other processes are real ones, because locks are between processes. */
final class StateFileTest {
    private static final RunningServer SERVER =
            new RunningServer("http://127.0.0.1:1", 1, "1", "2026-03-01T10:00:00Z");

    /** Locks a file, says so, and keeps it for some seconds. */
    private static final String LOCK =
            """
            import fcntl, sys, time
            file = open(sys.argv[1], "r+")
            fcntl.lockf(file, fcntl.LOCK_SH if sys.argv[2] == "shared" else fcntl.LOCK_EX)
            print("locked", flush=True)
            time.sleep(float(sys.argv[3]))
            """;

    @TempDir private Path directory;

    @Test
    void aServerStartsAlthoughSomebodyJustAsksWhetherOneRuns() throws IOException {
        StateFile.take(directory).close();
        var asking = lock("shared", "0.2");
        try (var state = StateFile.take(directory)) {
            assertThat(state).isNotNull();
        } finally {
            asking.destroyForcibly();
        }
    }

    @Test
    void whoAsksDoesNotTakeAnotherWhoAsksForAServer() throws IOException {
        var state = StateFile.take(directory);
        state.write(SERVER);
        Files.copy(directory.resolve("server.json"), directory.resolve("kept"));
        state.close();
        Files.copy(directory.resolve("kept"), directory.resolve("server.json"));
        var asking = lock("shared", "60");
        try {
            assertThat(StateFile.running(directory)).isEmpty();
        } finally {
            asking.destroyForcibly();
        }
    }

    @Test
    void aDirectoryThatAServerHasIsRefusedWithItsAddress() throws IOException {
        var state = StateFile.take(directory);
        state.write(SERVER);
        Files.copy(directory.resolve("server.json"), directory.resolve("kept"));
        state.close();
        Files.copy(directory.resolve("kept"), directory.resolve("server.json"));
        var other = lock("alone", "60");
        try {
            assertThat(StateFile.running(directory)).contains(SERVER);
            assertThatThrownBy(() -> StateFile.take(directory))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining(SERVER.url());
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void onlyTheOwnerReadsWhatIsWritten() throws IOException {
        try (var state = StateFile.take(directory)) {
            state.write(SERVER);
            for (String file : new String[] {"server.json", "server.lock"}) {
                var mode = Files.getPosixFilePermissions(directory.resolve(file));
                assertThat(PosixFilePermissions.toString(mode)).isEqualTo("rw-------");
            }
        }
    }

    private Process lock(String how, String seconds) throws IOException {
        String file = directory.resolve("server.lock").toString();
        var process = new ProcessBuilder("python3", "-c", LOCK, file, how, seconds).start();
        var said = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        assertThat(said.readLine()).isEqualTo("locked");
        return process;
    }
}
