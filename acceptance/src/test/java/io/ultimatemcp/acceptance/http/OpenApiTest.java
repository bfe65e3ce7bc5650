package io.ultimatemcp.acceptance.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Server;
import io.ultimatemcp.acceptance.machine.Shared;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The description of the API is well formed and tells of exactly the tools there are. */
@ExtendWith(Shared.class)
final class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch");

    private final Server server;
    private final JsonNode document;

    OpenApiTest(Server server) {
        this.server = server;
        this.document = server.client().get("/openapi.json").json();
    }

    @Test
    void itIsOpenApi31WithTitleAndVersion() {
        assertThat(document.path("openapi").asString()).matches("3\\.1\\.\\d+");
        assertThat(document.path("info").path("title").asString("")).isNotBlank();
        assertThat(document.path("info").path("version").asString("")).isNotBlank();
        assertThat(document.propertyNames())
                .isSubsetOf(
                        "openapi",
                        "info",
                        "jsonSchemaDialect",
                        "servers",
                        "paths",
                        "components",
                        "security",
                        "tags",
                        "externalDocs");
    }

    @Test
    void everyOperationHasItsOwnIdAndAnswersWithDescriptions() {
        var ids = new HashSet<String>();
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            assertThat(path.getKey()).startsWith("/");
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                assertThat(METHODS).contains(operation.getKey());
                String id = operation.getValue().path("operationId").asString("");
                assertThat(ids.add(id)).describedAs("operationId %s", id).isTrue();
                var responses = operation.getValue().path("responses");
                assertThat(responses.isEmpty()).isFalse();
                for (Map.Entry<String, JsonNode> response : responses.properties()) {
                    assertThat(response.getKey()).matches("[1-5]\\d\\d");
                    assertThat(response.getValue().path("description").asString("")).isNotBlank();
                }
                assertParameters(path.getKey(), operation.getValue());
            }
        }
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        for (JsonNode reference : document.findValues("$ref")) {
            String pointer = reference.asString();
            assertThat(pointer).startsWith("#/");
            assertThat(document.at(pointer.substring(1)).isMissingNode())
                    .describedAs(pointer)
                    .isFalse();
        }
    }

    @Test
    void exactlyTheToolsAreDescribedEachByBothPaths() {
        var tools = server.client().get("/api/v1/tools").json().path("tools");
        Set<String> names =
                tools.valueStream()
                        .map(tool -> tool.path("name").asString())
                        .collect(Collectors.toSet());
        Set<String> described =
                document.path("paths").propertyNames().stream()
                        .filter(path -> path.startsWith("/api/v1/tools/"))
                        .map(path -> path.substring("/api/v1/tools/".length()))
                        .collect(Collectors.toSet());
        assertThat(described).isEqualTo(names).contains("execute_code");
        for (JsonNode tool : tools) {
            var posts =
                    Set.of(
                            "/api/v1/tools/" + tool.path("name").asString(),
                            "/" + tool.path("name").asString());
            for (String path : posts) {
                var schema =
                        document.path("paths")
                                .path(path)
                                .path("post")
                                .at("/requestBody/content/application~1json/schema");
                assertThat(schema).describedAs(path).isEqualTo(tool.path("input_schema"));
            }
        }
    }

    @Test
    void whatNeedsNoTokenSaysSo() {
        assertThat(document.path("security").path(0).has("bearer")).isTrue();
        assertThat(document.at("/paths/~1health/get/security").isArray()).isTrue();
        assertThat(document.at("/paths/~1health/get/security").isEmpty()).isTrue();
    }

    private static void assertParameters(String path, JsonNode operation) {
        var declared = Set.copyOf(operation.path("parameters").findValuesAsString("name"));
        var inPath =
                java.util.regex.Pattern.compile("\\{(\\w+)}")
                        .matcher(path)
                        .results()
                        .map(match -> match.group(1))
                        .collect(Collectors.toSet());
        assertThat(declared).describedAs(path).containsAll(inPath);
    }
}
