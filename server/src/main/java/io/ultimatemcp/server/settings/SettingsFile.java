package io.ultimatemcp.server.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads a YAML file into flat keys: {@code http: {port: 1}} becomes {@code http.port=1}. */
final class SettingsFile {
    private SettingsFile() {}

    static Map<String, String> read(Path file) throws IOException {
        JsonNode root;
        try {
            root = new YAMLMapper().readTree(Files.readAllBytes(file));
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "line " + e.getLocation().getLineNr() + " is not YAML", e);
        }
        var flat = new LinkedHashMap<String, String>();
        if (root.isObject()) {
            flatten("", root, flat);
        } else if (!root.isMissingNode() && !root.isNull()) {
            throw new IllegalArgumentException("it must hold settings as key: value");
        }
        return flat;
    }

    private static void flatten(String prefix, JsonNode node, Map<String, String> into) {
        node.properties()
                .forEach(entry -> {
                    String key = prefix + entry.getKey();
                    JsonNode value = entry.getValue();
                    if (value.isObject()) {
                        flatten(key + ".", value, into);
                    } else if (value.isArray()) {
                        into.put(key, joined(value));
                    } else {
                        into.put(key, value.asString(""));
                    }
                });
    }

    private static String joined(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(each -> each.asString(""))
                .collect(Collectors.joining(","));
    }
}
