package io.ultimatemcp.server.doctor;

import io.ultimatemcp.server.doctor.Diagnosis.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** MCP clients of this user: which are here, and which know the platform. Nothing is changed. */
final class Clients {
    /** Name to the file, below the home directory, that lists its MCP servers. */
    private static final Map<String, String> FILES =
            new TreeMap<>(
                    Map.of(
                            "Claude Code", ".claude.json",
                            "Claude Desktop", ".config/Claude/claude_desktop_config.json",
                            "Codex", ".codex/config.toml",
                            "Cursor", ".cursor/mcp.json",
                            "Gemini CLI", ".gemini/settings.json",
                            "VS Code", ".config/Code/User/mcp.json",
                            "Zed", ".config/zed/settings.json"));

    private static final String OURS = "ultimate-mcp";
    private static final int LONGEST = 1 << 22;

    private Clients() {}

    static Finding finding(Path home) {
        var knowing = new ArrayList<String>();
        var others = new ArrayList<String>();
        FILES.forEach((name, file) -> {
            Path path = home.resolve(file);
            if (Files.isRegularFile(path)) {
                (names(path) ? knowing : others).add(name);
            }
        });
        if (knowing.isEmpty() && others.isEmpty()) {
            return Finding.ok("clients", "no MCP client of this user has a configuration here");
        }
        return Finding.ok(
                "clients", told("know this server: ", knowing) + told("do not: ", others));
    }

    private static String told(String what, List<String> names) {
        return names.isEmpty() ? "" : what + String.join(", ", names) + ". ";
    }

    private static boolean names(Path file) {
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8).contains(OURS);
        } catch (IOException e) {
            return false;
        }
    }
}
