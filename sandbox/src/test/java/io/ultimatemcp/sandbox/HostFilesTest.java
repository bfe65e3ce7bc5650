package io.ultimatemcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the operator lends to jobs is seen read-only; nothing else is seen. */
final class HostFilesTest {
    @TempDir private Path directory;

    @BeforeEach
    void open() throws IOException {
        Files.setAttribute(directory, "unix:mode", 0755);
    }

    @Test
    void aToolchainIsOnThePathsAndCannotBeWritten() throws IOException, InterruptedException {
        Files.createDirectories(directory.resolve("python"));
        Files.writeString(directory.resolve("python/extra.py"), "NAME = 'extra'");
        String program = "import extra; print(extra.NAME)\nopen('/opt/toolchain/python/x', 'w')";
        try (Sandbox sandbox = Sandbox.open(SandboxSettings.standard().withToolchain(directory))) {
            Report report = RunTest.run(sandbox, Job.script(Language.PYTHON, program));
            assertThat(report.stdout().window()).isEqualTo("extra\n");
            assertThat(report.stderr().window()).contains("Read-only file system");
        }
        assertThat(directory.resolve("python/x")).doesNotExist();
    }

    @Test
    void aCommandSeesItsBindsReadOnly() throws IOException, InterruptedException {
        Files.writeString(directory.resolve("data"), "lent");
        var command =
                new Program.Command(
                        List.of(
                                "sh",
                                "-c",
                                "cat /opt/lent/data; echo x > /opt/lent/data; echo $0 $A"),
                        List.of(new Bind(directory, "/opt/lent")));
        Job job =
                new Job(
                        command,
                        List.of("zero"),
                        Map.of("A", "a"),
                        Bytes.empty(),
                        List.of(),
                        Limits.standard());
        try (Sandbox sandbox = Sandbox.open(SandboxSettings.standard().withWarm(0))) {
            Report report = RunTest.run(sandbox, job);
            assertThat(report.stdout().window()).isEqualTo("lentzero a\n");
            assertThat(report.outcome()).isEqualTo(Outcome.EXITED);
        }
        assertThat(directory.resolve("data")).hasContent("lent");
    }
}
