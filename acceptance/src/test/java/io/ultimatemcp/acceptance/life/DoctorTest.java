package io.ultimatemcp.acceptance.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Command;
import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What the doctor tries, tells and keeps. */
final class DoctorTest {
    @TempDir private Path data;

    @Test
    void aServerExaminesItselfAndTheResultIsKept() throws IOException {
        try (var server = Server.start(data)) {
            assertThat(selfCheck(server).isMissingNode()).isTrue();
            assertThat(server.client().get("/api/v1/doctor").status()).isEqualTo(404);
            try (var anybody = server.client("")) {
                assertThat(anybody.post("/api/v1/doctor", "").status()).isEqualTo(401);
            }
            var diagnosis = server.client().post("/api/v1/doctor", "{}").json();
            assertThat(diagnosis.path("works").asBoolean()).as(diagnosis.toString()).isTrue();
            assertThat(Json.each(diagnosis.path("findings"), "name"))
                    .contains(
                            "user namespaces",
                            "seccomp",
                            "control groups",
                            "sandbox",
                            "probe",
                            "languages",
                            "linters",
                            "port",
                            "disk",
                            "clients");
            var check = diagnosis.path("self_check");
            assertThat(check.path("held").asInt())
                    .isEqualTo(check.path("of").asInt())
                    .isGreaterThan(10);
            assertThat(check.path("duration_seconds").asDouble()).isLessThan(10);
            assertThat(server.client().get("/api/v1/doctor").json().path("at"))
                    .isEqualTo(check.path("at"));
        }
        // another version's result, as after an upgrade
        Path file = data.resolve("self-check.json");
        Files.writeString(
                file,
                Files.readString(file).replaceAll("\"kernel\":\"[^\"]*\"", "\"kernel\":\"1.2.3\""));
        try (var server = Server.start(data)) {
            var told = selfCheck(server);
            assertThat(told.path("passed").asBoolean()).isTrue();
            assertThat(told.path("stale").asBoolean()).isTrue();
        }
        var last = Command.ultimateMcp("doctor", "--last", "--data", data.toString()).run();
        assertThat(last.status()).isEqualTo(5);
        assertThat(last.out()).contains("passed").contains("stale: the kernel was 1.2.3");
    }

    @Test
    void aKernelThatAllowsNoNamespacesIsNamedWithTheFix() {
        var doctor =
                Command.ultimateMcp("doctor", "--data", data.toString(), "--json")
                        .behind(
                                "unshare",
                                "--user",
                                "--map-root-user",
                                "sh",
                                "-c",
                                "echo 0 >/proc/sys/user/max_user_namespaces && exec \"$@\"",
                                "sh")
                        .run();
        assertThat(doctor.status()).describedAs(doctor.err()).isEqualTo(5);
        var findings = Json.read(doctor.out()).path("findings");
        for (String name : List.of("user namespaces", "sandbox")) {
            var finding =
                    findings.valueStream()
                            .filter(f -> f.path("name").asString().equals(name))
                            .findFirst();
            assertThat(finding.orElseThrow().path("fix").asString())
                    .contains("sysctl -w user.max_user_namespaces");
        }
        var last = Command.ultimateMcp("doctor", "--last", "--data", data.toString()).run();
        assertThat(last.status()).isEqualTo(5);
        assertThat(last.out()).contains("programs were not run");
    }

    private static JsonNode selfCheck(Server server) {
        return server.client()
                .get("/health")
                .json()
                .path("components")
                .path("sandbox")
                .path("self_check");
    }
}
