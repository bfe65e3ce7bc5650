package io.ultimatemcp.server.settings;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@link Settings} once: flag before environment before file before default. Collects every
 * fault before it throws, so that an operator mends them in one go.
 */
public final class SettingsReader {
    static final String PREFIX = "ULTIMATE_MCP_";

    /** Variables of the launcher and of the tests, which are no settings. */
    private static final Set<String> NOT_SETTINGS =
            Set.of(
                    "ULTIMATE_MCP_DATA",
                    "ULTIMATE_MCP_JAVA",
                    "ULTIMATE_MCP_HOME",
                    "ULTIMATE_MCP_HEAP",
                    "ULTIMATE_MCP_CONFIG");

    private final Map<String, String> environment;
    private final List<String> faults = new ArrayList<>();
    private final Map<String, Explained> explained = new LinkedHashMap<>();

    /**
     * @param environment the process's variables
     */
    public SettingsReader(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * A key with its value and where that came from.
     *
     * @param value as written, masked when it is a secret
     * @param origin {@code flag}, the variable's name, the file's path, or {@code default}
     */
    public record Explained(String key, String value, String origin, String doc) {}

    /** Settings with the origin of each. */
    public record Answer(Settings settings, List<Explained> explained) {}

    private record Written(String text, String origin) {}

    /**
     * Reads and checks every key.
     *
     * @param flags values from the command line by key, such as {@code http.port}
     * @param file the settings file, null for {@code ultimate-mcp.yaml} in the data directory if it
     *     is there
     * @throws SettingsException with every fault
     */
    public Answer read(Map<String, String> flags, @Nullable Path file) {
        var keys = SettingKey.all();
        Path dataDirectory = dataDirectory(flags);
        Map<String, String> fromFile = fromFile(file != null ? file : namedFile(), dataDirectory);
        refuseUnknown(keys, fromFile.keySet(), file);
        Object settings =
                build("", Settings.class, key -> value(key, flags, fromFile, dataDirectory));
        if (!faults.isEmpty()) {
            throw new SettingsException(faults);
        }
        return new Answer((Settings) settings, List.copyOf(explained.values()));
    }

    private @Nullable Object value(
            SettingKey key,
            Map<String, String> flags,
            Map<String, String> file,
            Path dataDirectory) {
        var written = written(key, flags, file, dataDirectory);
        try {
            var value = SettingParser.parse(key, written.text());
            String shown = key.isSecret() ? String.valueOf(value) : written.text();
            explained.put(
                    key.name(),
                    new Explained(key.name(), shown, written.origin(), key.about().doc()));
            return value;
        } catch (IllegalArgumentException | ArithmeticException e) {
            // An address may hold a password that has no business there.
            boolean silent =
                    key.isSecret()
                            || written.text().contains("@")
                            || written.text().contains("password");
            String shown = silent ? "" : " \"" + written.text() + "\"";
            faults.add(
                    key.name()
                            + " (from "
                            + written.origin()
                            + "):"
                            + shown
                            + " "
                            + e.getMessage());
            return null;
        }
    }

    private Written written(
            SettingKey key,
            Map<String, String> flags,
            Map<String, String> file,
            Path dataDirectory) {
        if (key.name().equals("data.dir")) {
            return new Written(
                    dataDirectory.toString(),
                    flags.containsKey("data.dir") ? "flag" : "environment");
        }
        var flag = flags.get(key.name());
        if (flag != null) {
            return new Written(flag, "flag");
        }
        for (String variable :
                Stream.of(key.variable(), key.about().alias()).filter(v -> !v.isEmpty()).toList()) {
            var found = fromEnvironment(variable);
            if (found != null) {
                return found;
            }
        }
        var inFile = file.get(key.name());
        return inFile != null
                ? new Written(inFile, "file")
                : new Written(key.about().value(), "default");
    }

    /** The variable, or the content of the file that {@code VARIABLE_FILE} names. */
    private @Nullable Written fromEnvironment(String variable) {
        var direct = environment.get(variable);
        if (direct != null) {
            return new Written(direct, variable);
        }
        var path = environment.get(variable + "_FILE");
        if (path == null) {
            return null;
        }
        try {
            return new Written(Files.readString(Path.of(path)).strip(), variable + "_FILE");
        } catch (IOException e) {
            faults.add(variable + "_FILE: cannot read " + path);
            return new Written("", variable + "_FILE");
        }
    }

    private Path dataDirectory(Map<String, String> flags) {
        var flag = flags.get("data.dir");
        var variable =
                environment.getOrDefault(
                        "ULTIMATE_MCP_DATA_DIR", environment.get("ULTIMATE_MCP_DATA"));
        if (flag != null) {
            return Path.of(flag).toAbsolutePath().normalize();
        }
        if (variable != null && !variable.isBlank()) {
            return Path.of(variable).toAbsolutePath().normalize();
        }
        var xdg = environment.get("XDG_DATA_HOME");
        Path base =
                xdg != null && !xdg.isBlank()
                        ? Path.of(xdg)
                        : Path.of(
                                environment.getOrDefault("HOME", System.getProperty("user.home")),
                                ".local",
                                "share");
        return base.resolve("ultimate-mcp").toAbsolutePath().normalize();
    }

    private @Nullable Path namedFile() {
        String named = environment.get("ULTIMATE_MCP_CONFIG");
        return named == null || named.isBlank() ? null : Path.of(named);
    }

    private Map<String, String> fromFile(@Nullable Path named, Path dataDirectory) {
        Path file = named != null ? named : dataDirectory.resolve("ultimate-mcp.yaml");
        if (named == null && !Files.exists(file)) {
            return Map.of();
        }
        try {
            return SettingsFile.read(file);
        } catch (NoSuchFileException e) {
            faults.add("cannot read the settings file " + file + ": there is no such file");
            return Map.of();
        } catch (IOException | IllegalArgumentException e) {
            faults.add("cannot read the settings file " + file + ": " + e.getMessage());
            return Map.of();
        }
    }

    private void refuseUnknown(List<SettingKey> keys, Set<String> inFile, @Nullable Path file) {
        var names = keys.stream().map(SettingKey::name).collect(Collectors.toSet());
        var variables = keys.stream().map(SettingKey::variable).collect(Collectors.toSet());
        inFile.stream()
                .filter(name -> !names.contains(name))
                .sorted()
                .forEach(name ->
                        faults.add(
                                name
                                        + " (from "
                                        + (file == null ? "file" : file)
                                        + "): no such setting"));
        environment.keySet().stream()
                .filter(name -> name.startsWith(PREFIX) && !NOT_SETTINGS.contains(name))
                .filter(name ->
                        !variables.contains(name)
                                && !variables.contains(name.replaceAll("_FILE$", "")))
                .sorted()
                .forEach(name -> faults.add(name + " (from the environment): no such setting"));
    }

    private Object build(
            String prefix, Class<?> type, Function<SettingKey, @Nullable Object> value) {
        var components = type.getRecordComponents();
        var values =
                Stream.of(components).map(component -> part(prefix, component, value)).toArray();
        if (!faults.isEmpty()) {
            // A record cannot be built from what could not be read; the faults are thrown before
            // anyone looks.
            return faults;
        }
        try {
            var types =
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot build " + type, e);
        }
    }

    private @Nullable Object part(
            String prefix,
            RecordComponent component,
            Function<SettingKey, @Nullable Object> value) {
        var group = SettingKey.prefix(prefix, component);
        return group.isPresent()
                ? build(group.get(), component.getType(), value)
                : value.apply(SettingKey.of(prefix, component));
    }
}
