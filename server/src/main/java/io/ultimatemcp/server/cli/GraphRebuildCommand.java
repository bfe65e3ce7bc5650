package io.ultimatemcp.server.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "rebuild",
        description = "Project every stored run into the graph anew; what was upserted stays.")
final class GraphRebuildCommand implements Callable<Integer> {
    @Command(name = "graph", mixinStandardHelpOptions = true, description = "Look after the graph.")
    private static final class Group {}

    static CommandLine of(Platform platform) {
        return new CommandLine(new Group())
                .addSubcommand(new GraphRebuildCommand(platform))
                .addSubcommand(GraphIndexCommand.of(platform));
    }

    @Mixin private final CommonOptions common = new CommonOptions();

    private final Platform platform;

    GraphRebuildCommand(Platform platform) {
        this.platform = platform;
    }

    @Override
    public Integer call() {
        var answer = platform.rebuildGraph(common.settings());
        if (common.json) {
            System.out.println(answer);
        } else {
            var metrics = answer.path("metrics");
            System.out.println(
                    String.format(
                            Locale.ROOT,
                            "rebuilt in %.1f s: %d nodes, %d relationships",
                            answer.path("duration_seconds").asDouble(0),
                            metrics.path("node_count").asLong(0),
                            metrics.path("relationship_count").asLong(0)));
        }
        return ExitCode.OK.number();
    }
}
