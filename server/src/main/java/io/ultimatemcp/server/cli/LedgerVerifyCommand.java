package io.ultimatemcp.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

@Command(
        name = "verify",
        description =
                "Read every stored content and the audit chain and hold them to their digests.")
final class LedgerVerifyCommand implements Callable<Integer> {
    @Command(
            name = "ledger",
            mixinStandardHelpOptions = true,
            description = "Look after the ledger.",
            synopsisSubcommandLabel = "COMMAND")
    private static final class Group {}

    static CommandLine of(Platform platform) {
        return new CommandLine(new Group()).addSubcommand(new LedgerVerifyCommand(platform));
    }

    @Mixin private final CommonOptions common = new CommonOptions();

    private final Platform platform;

    LedgerVerifyCommand(Platform platform) {
        this.platform = platform;
    }

    @Override
    public Integer call() {
        var told = platform.runs(common.settings()).verify();
        if (common.json) {
            System.out.println(told);
        } else {
            for (JsonNode damage : told.path("damages")) {
                System.out.println(
                        damage.path("finding").asString("")
                                + "; runs "
                                + String.join(
                                        " ",
                                        damage.path("runs")
                                                .valueStream()
                                                .map(each -> each.asString(""))
                                                .toList()));
            }
            System.out.printf(
                    "%d contents with %d bytes, %d damaged; audit chain %s%n",
                    told.path("contents").asLong(0),
                    told.path("bytes").asLong(0),
                    told.path("damaged").asLong(0),
                    told.path("audit").path("finding").asString("intact"));
        }
        return (told.path("whole").asBoolean(false) ? ExitCode.OK : ExitCode.FAILED).number();
    }
}
