package io.ultimatemcp.acceptance.tool;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Json;
import io.ultimatemcp.acceptance.machine.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages that the operator puts into the toolchain directory. */
final class ToolchainTest {
    private static final String PYTHON =
            """
            import greet
            print(greet.hello('you'))
            try:
                open(greet.__file__, 'w')
                print('written')
            except OSError as refusal:
                print(refusal.strerror)
            """;
    private static final String NODE = "console.log(require('greet').hello('you'))";

    @Test
    void programsAndSessionsUseThemAndCannotChangeThem(@TempDir Path toolchain, @TempDir Path data)
            throws IOException {
        write(toolchain.resolve("python/greet/__init__.py"), "from .words import hello\n");
        write(
                toolchain.resolve("python/greet/words.py"),
                "def hello(who): return 'hello ' + who\n");
        write(
                toolchain.resolve("node_modules/greet/package.json"),
                "{\"name\": \"greet\", \"main\": \"words.js\"}");
        write(
                toolchain.resolve("node_modules/greet/words.js"),
                "exports.hello = (who) => 'hello ' + who;\n");
        write(toolchain.resolve("bin/greet"), "#!/bin/sh\necho hello $1\n");
        Files.setPosixFilePermissions(
                toolchain, PosixFilePermissions.fromString("rwxr-xr-x")); // @TempDir makes it 0700
        var command =
                Server.command(data).with("ULTIMATE_MCP_SANDBOX_TOOLCHAIN", toolchain.toString());
        try (var server = Server.start(command, data)) {
            for (String session : new String[] {"", "s"}) {
                assertThat(said(server, "python", PYTHON, session))
                        .isEqualTo("hello you\nRead-only file system\n");
            }
            for (String session : new String[] {"", "t"}) {
                assertThat(said(server, "javascript", NODE, session)).isEqualTo("hello you\n");
            }
            assertThat(said(server, "bash", "greet you", "")).isEqualTo("hello you\n");
        }
    }

    private static String said(Server server, String language, String code, String session) {
        Map<String, Object> arguments =
                new HashMap<>(Map.of("language", language, "code", code, "timeout_seconds", 60));
        if (!session.isEmpty()) {
            arguments.put("session", session);
        }
        var result = server.client().execute(Json.of(arguments)).json();
        return result.path("stdout").asString() + result.path("stderr").asString();
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
        if (file.endsWith("bin/greet")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }
}
