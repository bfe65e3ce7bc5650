package io.ultimatemcp.server.cli;

import io.ultimatemcp.server.tool.Json;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The search indexes of the graph from a shell. */
final class GraphIndexCommand {
    private GraphIndexCommand() {}

    @Command(
            name = "index",
            mixinStandardHelpOptions = true,
            description = "Full-text and vector indexes of the graph.",
            synopsisSubcommandLabel = "COMMAND")
    private static final class Group {}

    static CommandLine of(Platform platform) {
        return new CommandLine(new Group())
                .addSubcommand(new Ls(platform))
                .addSubcommand(new Create(platform))
                .addSubcommand(new Drop(platform));
    }

    @Command(name = "ls", description = "List the search indexes.")
    static final class Ls implements Callable<Integer> {
        @Mixin private final CommonOptions common = new CommonOptions();

        private final Platform platform;

        Ls(Platform platform) {
            this.platform = platform;
        }

        @Override
        public Integer call() {
            return ask(platform, common, request("list", null));
        }
    }

    @Command(name = "drop", description = "Drop a search index.")
    static final class Drop implements Callable<Integer> {
        @Mixin private final CommonOptions common = new CommonOptions();

        @Parameters(paramLabel = "NAME", description = "Name of the index.")
        private @Nullable String name;

        private final Platform platform;

        Drop(Platform platform) {
            this.platform = platform;
        }

        @Override
        public Integer call() {
            return ask(platform, common, request("drop", name));
        }
    }

    @Command(name = "create", description = "Create a search index and fill it.")
    static final class Create implements Callable<Integer> {
        @Mixin private final CommonOptions common = new CommonOptions();

        @Parameters(paramLabel = "NAME", description = "Name of the index.")
        private @Nullable String name;

        @Option(
                names = "--kind",
                required = true,
                paramLabel = "KIND",
                description = "fulltext or vector.")
        private @Nullable String kind;

        @Option(
                names = "--label",
                required = true,
                paramLabel = "LABEL",
                description = "Label of its nodes; may be repeated for fulltext.")
        private @Nullable List<String> labels;

        @Option(
                names = "--property",
                required = true,
                paramLabel = "NAME",
                description = "Property that it reads; may be repeated for fulltext.")
        private @Nullable List<String> properties;

        @Option(
                names = "--dimensions",
                paramLabel = "N",
                description = "Length of the embeddings (default: any).")
        private @Nullable Integer dimensions;

        @Option(
                names = "--similarity",
                paramLabel = "KIND",
                description = "cosine (default) or euclidean.")
        private @Nullable String similarity;

        @Option(
                names = "--analyzer",
                paramLabel = "NAME",
                description = "How a fulltext index makes words, such as english.")
        private @Nullable String analyzer;

        private final Platform platform;

        Create(Platform platform) {
            this.platform = platform;
        }

        @Override
        public Integer call() {
            var request = request("create", name).put("kind", kind);
            request.set("labels", Json.MAPPER.valueToTree(labels));
            request.set("properties", Json.MAPPER.valueToTree(properties));
            if (dimensions != null) {
                request.put("dimensions", dimensions);
            }
            if (similarity != null) {
                request.put("similarity", similarity);
            }
            if (analyzer != null) {
                request.put("analyzer", analyzer);
            }
            return ask(platform, common, request);
        }
    }

    private static ObjectNode request(String action, @Nullable String name) {
        var request = Json.MAPPER.createObjectNode().put("action", action);
        return name == null ? request : request.put("name", name);
    }

    private static int ask(Platform platform, CommonOptions common, ObjectNode request) {
        var result = platform.call(common.settings(), "graph_index", request).result();
        if (common.json) {
            System.out.println(
                    Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(result));
        } else {
            for (JsonNode index : result.path("indexes")) {
                System.out.printf(
                        "%-24s %-8s (%s) ON (%s)%n",
                        index.path("name").asString(""),
                        index.path("kind").asString(""),
                        texts(index.path("labels")),
                        texts(index.path("properties")));
            }
        }
        return ExitCode.OK.number();
    }

    private static String texts(JsonNode array) {
        return String.join(", ", array.valueStream().map(each -> each.asString("")).toList());
    }
}
