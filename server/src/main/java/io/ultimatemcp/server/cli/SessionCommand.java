package io.ultimatemcp.server.cli;

import io.ultimatemcp.server.settings.Settings;
import io.ultimatemcp.server.tool.Json;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What can be done with sessions from a shell, beside {@code run --session}. */
final class SessionCommand {
    private SessionCommand() {}

    @Command(
            name = "session",
            mixinStandardHelpOptions = true,
            description = "The sessions of the running server that `run --session` began.",
            synopsisSubcommandLabel = "COMMAND")
    private static final class Group {}

    static CommandLine of(Platform platform) {
        return new CommandLine(new Group())
                .addSubcommand(new Ls(platform))
                .addSubcommand(new Close(platform));
    }

    @Command(name = "ls", description = "List your sessions.")
    static final class Ls implements Callable<Integer> {
        @Mixin private final CommonOptions common = new CommonOptions();

        private final Platform platform;

        Ls(Platform platform) {
            this.platform = platform;
        }

        @Override
        public Integer call() {
            ObjectNode result = ask(platform, common, "list_sessions", arguments());
            for (JsonNode session : result.path("sessions")) {
                if (!common.json) {
                    System.out.printf(
                            "%-20s %-10s %4d cells  ends %s%s%n",
                            session.path("name").asString(""),
                            session.path("language").asString(""),
                            session.path("cells").asLong(0),
                            session.path("expires_at").asString(""),
                            session.path("running").asBoolean(false) ? "  running" : "");
                }
            }
            return ExitCode.OK.number();
        }
    }

    @Command(name = "close", description = "End one of your sessions.")
    static final class Close implements Callable<Integer> {
        @Mixin private final CommonOptions common = new CommonOptions();

        @Parameters(paramLabel = "NAME", description = "Name of the session.")
        private @Nullable String name;

        private final Platform platform;

        Close(Platform platform) {
            this.platform = platform;
        }

        @Override
        public Integer call() {
            var _ = ask(platform, common, "close_session", arguments().put("name", name));
            return ExitCode.OK.number();
        }
    }

    /** A session lives in a server; without one there is none to speak of. */
    private static ObjectNode ask(
            Platform platform, CommonOptions common, String tool, ObjectNode arguments) {
        var settings = common.settings();
        requireServer(platform, settings);
        var result = platform.call(settings, tool, arguments).result();
        if (common.json) {
            System.out.println(
                    Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(result));
        }
        return result;
    }

    static void requireServer(Platform platform, Settings settings) {
        if (platform.running(settings).isEmpty()) {
            throw new CommandFailure(
                    ExitCode.NOT_RUNNING,
                    "sessions live in a running server; start it with: ultimate-mcp start --detach");
        }
    }

    private static ObjectNode arguments() {
        return Json.MAPPER.createObjectNode();
    }
}
