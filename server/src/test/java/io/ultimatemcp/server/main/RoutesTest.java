package io.ultimatemcp.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.protocol.feature.Cancel;
import io.ultimatemcp.server.rest.Request;
import io.ultimatemcp.server.rest.Route;
import io.ultimatemcp.server.settings.SettingsReader;
import io.ultimatemcp.server.tool.Json;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The description of the API and the routes of the server are the same. */
final class RoutesTest {
    private static final String DOCUMENT = "/openapi.json";
    private static final String TOOL = "/api/v1/tools/:name";

    @TempDir private Path directory;

    @Test
    void everyRouteIsDescribedAndNothingElse() {
        var settings =
                new SettingsReader(Map.of())
                        .read(Map.of("data.dir", directory.toString()), null)
                        .settings();
        try (var workbench = Workbench.open(settings)) {
            var routed = new TreeSet<String>();
            var described = new TreeSet<String>();
            for (Route route : ServerProcess.routes(workbench, settings, _ -> new byte[0])) {
                switch (route.path()) {
                    case DOCUMENT -> described.addAll(operations(document(route)));
                    case TOOL ->
                            workbench.tools().specs().stream()
                                    .map(spec -> TOOL.replace(":name", spec.name()))
                                    .forEach(path -> routed.add(operation(route, path)));
                    default -> routed.add(operation(route, route.path()));
                }
            }
            assertThat(described).isEqualTo(routed).hasSizeGreaterThan(20);
        }
    }

    private static String operation(Route route, String path) {
        return route.method().name().toLowerCase(Locale.ROOT)
                + " "
                + path.replaceAll(":(\\w+)", "{$1}").replace("*", "{path}");
    }

    private static Set<String> operations(JsonNode document) {
        var operations = new TreeSet<String>();
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .propertyNames()
                                .forEach(method -> operations.add(method + " " + path.getKey())));
        return operations;
    }

    private static JsonNode document(Route route) {
        var request =
                new Request(
                        "GET",
                        "test",
                        LocalPlatform.OWNER,
                        Map.of(),
                        Map.of(),
                        _ -> null,
                        new byte[0],
                        Cancel.never());
        return Json.MAPPER.readTree(route.handler().apply(request).body());
    }
}
