package io.ultimatemcp.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "run",
        description = "Forget the runs that the settings retention.* do not keep, now.")
final class RetentionCommand implements Callable<Integer> {
    @Command(
            name = "retention",
            mixinStandardHelpOptions = true,
            description = "How long runs are kept.",
            synopsisSubcommandLabel = "COMMAND")
    private static final class Group {}

    static CommandLine of(Platform platform) {
        return new CommandLine(new Group()).addSubcommand(new RetentionCommand(platform));
    }

    @Mixin private final CommonOptions common = new CommonOptions();

    @Option(names = "--dry-run", description = "Tell what would go, and let it stay.")
    private boolean dryRun;

    private final Platform platform;

    RetentionCommand(Platform platform) {
        this.platform = platform;
    }

    @Override
    public Integer call() {
        var done = platform.runs(common.settings()).retain(dryRun);
        if (common.json) {
            System.out.println(done);
        } else {
            System.out.printf(
                    "%s %d runs with %d bytes of content%n",
                    dryRun ? "would forget" : "forgot",
                    done.path("runs").asLong(0),
                    done.path("bytes").asLong(0));
        }
        return ExitCode.OK.number();
    }
}
