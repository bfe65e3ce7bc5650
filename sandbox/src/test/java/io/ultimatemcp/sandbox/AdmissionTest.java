package io.ultimatemcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A job that cannot be run is refused with the field that is at fault. */
final class AdmissionTest {
    private static final Job FINE = Job.script(Language.PYTHON, "pass");

    @Test
    void anOrdinaryJobHasNoFault() {
        assertThat(Admission.fault(FINE)).isEmpty();
        assertThat(Admission.fault(FINE.withFiles(files("a", "b/c", "b/d", "..e", "ä")))).isEmpty();
    }

    @Test
    void aPathMustStayInside() {
        Stream.of("/etc/passwd", "../x", "a/../x", "a//b", "./a", "a/.", "", "a\0b", "a/")
                .forEach(path ->
                        assertThat(field(FINE.withFiles(files(path)))).isEqualTo("files[0].path"));
        assertThat(field(FINE.withFiles(files("a/".repeat(20) + "b")))).isEqualTo("files[0].path");
        assertThat(field(FINE.withFiles(files("x".repeat(300))))).isEqualTo("files[0].path");
    }

    @Test
    void aPathMustBeFree() {
        assertThat(field(FINE.withFiles(files("a", "a")))).isEqualTo("files[1].path");
        assertThat(field(FINE.withFiles(files("a", "a/b")))).isEqualTo("files[1].path");
        assertThat(field(FINE.withFiles(files("a/b", "a")))).isEqualTo("files[1].path");
        assertThat(field(FINE.withFiles(files("main.py")))).isEqualTo("files[0].path");
    }

    @Test
    void wordsAreBounded() {
        assertThat(field(FINE.withArgs(List.of("ok", "a\0b")))).isEqualTo("args[1]");
        assertThat(field(FINE.withArgs(List.of("x".repeat(70_000))))).isEqualTo("args[0]");
        assertThat(field(FINE.withEnv(Map.of("A=B", "x")))).isEqualTo("env");
        assertThat(field(FINE.withEnv(Map.of("A", "x\0")))).isEqualTo("env.A");
        assertThat(field(FINE.withArgs(java.util.Collections.nCopies(600, "x".repeat(1000)))))
                .isEqualTo("args and env together");
    }

    @Test
    void limitsHaveRanges() {
        Limits limits = Limits.standard();
        assertThat(field(FINE.withLimits(limits.withWall(Duration.ZERO)))).isEqualTo("limits.wall");
        assertThat(field(FINE.withLimits(limits.withMemory(1)))).isEqualTo("limits.memory");
        assertThat(field(FINE.withLimits(limits.withProcesses(0)))).isEqualTo("limits.processes");
        assertThat(field(FINE.withLimits(limits.withFiles(1, 64)))).isEqualTo("limits.disk");
        assertThat(field(FINE.withLimits(limits.withOutput(9 << 20)))).isEqualTo("limits.output");
    }

    @Test
    void bindsStayOutOfOwnPlaces() {
        assertThat(field(bound("/etc/x"))).isEqualTo("binds[0].target");
        assertThat(field(bound("/opt/../proc"))).isEqualTo("binds[0].target");
        assertThat(Admission.fault(bound("/opt/tools"))).isEmpty();
    }

    private static Job bound(String target) {
        var command =
                new Program.Command(List.of("true"), List.of(new Bind(Path.of("/usr"), target)));
        return new Job(command, List.of(), Map.of(), Bytes.empty(), List.of(), Limits.standard());
    }

    private static List<InputFile> files(String... paths) {
        return Stream.of(paths).map(path -> new InputFile(path, Bytes.utf8("x"))).toList();
    }

    private static String field(Job job) {
        return Admission.fault(job).orElseThrow().field();
    }
}
