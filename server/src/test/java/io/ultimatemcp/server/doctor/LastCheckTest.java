package io.ultimatemcp.server.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.sandbox.Readiness;
import io.ultimatemcp.sandbox.SelfCheck;
import io.ultimatemcp.server.doctor.Diagnosis.Grade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of a self-check, and when it no longer counts. */
final class LastCheckTest {
    private static final Readiness REFUSING = new Readiness.Refusing("no bubblewrap", "get it");

    @TempDir private Path directory;

    @Test
    void whatIsStoredIsReadAgain() throws IOException {
        var check =
                new SelfCheck(
                        REFUSING,
                        List.of(),
                        List.of(
                                new SelfCheck.Probe("reads files", true, "exited"),
                                new SelfCheck.Probe("floods", false, "BROKE")),
                        Duration.ofMillis(1_500));
        var made = LastCheck.of(check, "2026-01-02T03:04:05Z", Circumstances.now("1", REFUSING));
        assertThat(LastCheck.read(directory)).isEmpty();
        made.store(directory);
        assertThat(LastCheck.read(directory)).contains(made);
        assertThat(made.held()).isEqualTo(1);
        assertThat(made.of()).isEqualTo(2);
        assertThat(made.notHeld()).containsExactly("floods: BROKE");
        assertThat(made.refused()).isEqualTo("no bubblewrap");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).hasSize(1);
        }
        assertThat(Files.getPosixFilePermissions(directory.resolve("self-check.json"))).hasSize(2);
    }

    @Test
    void whatCannotBeReadIsAsIfItWereNotThere() throws IOException {
        for (String text : List.of("", "{", "[]", "{\"at\":1}", "x".repeat(1 << 19))) {
            Files.writeString(directory.resolve("self-check.json"), text);
            assertThat(LastCheck.read(directory)).as(text).isEmpty();
        }
    }

    @Test
    void anyOtherCircumstanceMakesItStale() {
        var then = new Circumstances("1", "6.1", "boot", 7, "T2 bubblewrap 0.8.0");
        assertThat(then.changedSince(then)).isEmpty();
        assertThat(
                        new Circumstances("2", "6.1", "boot", 7, "T2 bubblewrap 0.8.0")
                                .changedSince(then))
                .containsExactly("ultimate-mcp was 1 and is 2");
        assertThat(
                        new Circumstances("1", "6.2", "other", 7, "T2 bubblewrap 0.8.0")
                                .changedSince(then))
                .containsExactly("the kernel was 6.1 and is 6.2");
        assertThat(
                        new Circumstances("1", "6.1", "other", 7, "T2 bubblewrap 0.8.0")
                                .changedSince(then))
                .containsExactly("the machine was started again");
        assertThat(new Circumstances("1", "6.1", "boot", 0, "none").changedSince(then)).hasSize(2);
        assertThat(
                        Set.copyOf(
                                Circumstances.now("1", REFUSING)
                                        .changedSince(Circumstances.now("1", REFUSING))))
                .isEmpty();
    }

    @Test
    void versionsAreTakenFromWhatTheToolsSaid() {
        var findings =
                Toolchains.read(
                        """
                        languages|python|3.11.2
                        languages|node|
                        nonsense
                        linters|ruff|0.4.1
                        linters|pylint|
                        """);
        assertThat(findings).extracting(Diagnosis.Finding::name).contains("languages", "linters");
        var languages = findings.getFirst();
        assertThat(languages.grade()).isEqualTo(Grade.WARNING);
        assertThat(languages.detail()).isEqualTo("python 3.11.2; not here: node");
        assertThat(languages.fix()).isEqualTo("apt-get install -y nodejs");
        assertThat(findings.getLast().detail()).isEqualTo("ruff 0.4.1; not here: pylint");
        assertThat(findings.getLast().grade()).isEqualTo(Grade.OK);
    }

    @Test
    void clientsAreFoundByTheirFiles() throws IOException {
        assertThat(Clients.finding(directory).detail()).contains("no MCP client");
        Files.createDirectories(directory.resolve(".cursor"));
        Files.writeString(
                directory.resolve(".cursor/mcp.json"), "{\"mcpServers\":{\"ultimate-mcp\":{}}}");
        Files.writeString(directory.resolve(".claude.json"), "{}");
        assertThat(Clients.finding(directory).detail())
                .isEqualTo("know this server: Cursor. do not: Claude Code. ");
    }
}
