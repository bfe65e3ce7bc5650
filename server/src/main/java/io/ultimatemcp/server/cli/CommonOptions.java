package io.ultimatemcp.server.cli;

import io.ultimatemcp.server.settings.Settings;
import io.ultimatemcp.server.settings.SettingsException;
import io.ultimatemcp.server.settings.SettingsReader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that every command takes. */
final class CommonOptions {
    @Option(names = "--data", paramLabel = "DIR", description = "Data directory.")
    @Nullable Path data;

    @Option(names = "--config", paramLabel = "FILE", description = "Settings file (YAML).")
    @Nullable Path config;

    @Option(names = "--json", description = "Print JSON on standard output.")
    boolean json;

    @Option(names = "--quiet", description = "No talk on standard error but errors.")
    boolean quiet;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    boolean help;

    Settings settings() {
        return read(Map.of()).settings();
    }

    /** The settings, with more flags by key. */
    SettingsReader.Answer read(Map<String, String> more) {
        Map<String, String> flags = new HashMap<>(more);
        if (data != null) {
            flags.put("data.dir", data.toString());
        }
        try {
            return new SettingsReader(System.getenv()).read(flags, config);
        } catch (SettingsException e) {
            throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
        }
    }
}
