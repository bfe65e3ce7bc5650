package io.ultimatemcp.server.cli;

import io.ultimatemcp.server.tool.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The stored runs from a shell. */
final class RunsCommand {
    private static final List<String> COLUMNS =
            List.of("id", "started_at", "tool", "outcome", "language", "seconds", "principal");

    private RunsCommand() {}

    @Command(
            name = "runs",
            mixinStandardHelpOptions = true,
            description = "The stored runs: list, show, remove.",
            synopsisSubcommandLabel = "COMMAND")
    private static final class Group {}

    static CommandLine of(Platform platform) {
        return new CommandLine(new Group())
                .addSubcommand(new Ls(platform))
                .addSubcommand(new Show(platform))
                .addSubcommand(new Rm(platform));
    }

    @Command(name = "ls", description = "List runs, the newest first.")
    static final class Ls implements Callable<Integer> {
        @Mixin private final CommonOptions common = new CommonOptions();

        @Option(names = "--tool", paramLabel = "NAME", description = "Only of this tool.")
        private @Nullable String tool;

        @Option(names = "--principal", paramLabel = "NAME", description = "Only of this caller.")
        private @Nullable String principal;

        @Option(names = "--outcome", paramLabel = "WORD", description = "Only those that ended so.")
        private @Nullable String outcome;

        @Option(names = "--language", paramLabel = "NAME", description = "Only of this language.")
        private @Nullable String language;

        @Option(
                names = "--since",
                paramLabel = "TIME",
                description = "Started at or after, as in 2026-01-31T12:00:00Z.")
        private @Nullable String since;

        @Option(names = "--until", paramLabel = "TIME", description = "Started before.")
        private @Nullable String until;

        @Option(
                names = "--code",
                paramLabel = "SHA256",
                description = "Only of this source text, by its digest.")
        private @Nullable String code;

        @Option(names = "--limit", paramLabel = "N", description = "How many, 1 to 1000; else 50.")
        private @Nullable String limit;

        @Option(
                names = "--cursor",
                paramLabel = "CURSOR",
                description = "Goes on where the list before ended.")
        private @Nullable String cursor;

        private final Platform platform;

        Ls(Platform platform) {
            this.platform = platform;
        }

        @Override
        public Integer call() {
            var page = platform.runs(common.settings()).list(filter());
            if (common.json) {
                System.out.println(page);
                return ExitCode.OK.number();
            }
            System.out.print(Table.of(Json.MAPPER.valueToTree(COLUMNS), rows(page)));
            if (page.has("next_cursor") && !common.quiet) {
                System.err.println("more with: --cursor " + page.path("next_cursor").asString(""));
            }
            return ExitCode.OK.number();
        }

        private Map<String, String> filter() {
            var filter = new LinkedHashMap<String, String>();
            put(filter, "tool", tool);
            put(filter, "principal", principal);
            put(filter, "outcome", outcome);
            put(filter, "language", language);
            put(filter, "since", since);
            put(filter, "until", until);
            put(filter, "code_sha256", code);
            put(filter, "limit", limit);
            put(filter, "cursor", cursor);
            return filter;
        }

        private static void put(Map<String, String> filter, String name, @Nullable String value) {
            if (value != null) {
                filter.put(name, value);
            }
        }
    }

    @Command(name = "show", description = "Show a run: how it came about and what it answered.")
    static final class Show implements Callable<Integer> {
        @Mixin private final CommonOptions common = new CommonOptions();

        @Parameters(paramLabel = "ID", description = "Id of the run.")
        private @Nullable String id;

        private final Platform platform;

        Show(Platform platform) {
            this.platform = platform;
        }

        @Override
        public Integer call() {
            var run = platform.runs(common.settings()).show(Objects.requireNonNull(id));
            System.out.println(
                    common.json
                            ? run.toString()
                            : Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(run));
            return ExitCode.OK.number();
        }
    }

    @Command(name = "rm", description = "Delete runs for ever, with what only they refer to.")
    static final class Rm implements Callable<Integer> {
        @Mixin private final CommonOptions common = new CommonOptions();

        @Parameters(paramLabel = "ID", arity = "1..*", description = "Ids of runs.")
        private @Nullable List<String> ids;

        private final Platform platform;

        Rm(Platform platform) {
            this.platform = platform;
        }

        @Override
        public Integer call() {
            var desk = platform.runs(common.settings());
            var gone = List.copyOf(Objects.requireNonNull(ids));
            gone.forEach(desk::remove);
            if (common.json) {
                System.out.println(
                        Json.MAPPER
                                .createObjectNode()
                                .set("deleted", Json.MAPPER.valueToTree(gone)));
            }
            return ExitCode.OK.number();
        }
    }

    private static JsonNode rows(ObjectNode page) {
        var rows = Json.MAPPER.createArrayNode();
        for (JsonNode run : page.path("runs")) {
            var row = rows.addObject();
            for (String column : COLUMNS) {
                row.put(column, run.path(column).asString(""));
            }
            row.put("seconds", "%.3f".formatted(run.path("duration_seconds").asDouble(0)));
        }
        return rows;
    }
}
