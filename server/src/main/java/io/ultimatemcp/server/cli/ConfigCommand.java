package io.ultimatemcp.server.cli;

import io.ultimatemcp.server.tool.Json;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = "Show the settings.",
        subcommands = ConfigCommand.Show.class)
final class ConfigCommand implements Runnable {
    @Spec private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                "say what to do: ultimate-mcp config show");
    }

    @Command(name = "show", description = "Print every setting with its value; secrets are masked.")
    static final class Show implements Callable<Integer> {
        @Mixin private final CommonOptions common = new CommonOptions();

        @Option(names = "--origin", description = "Tell where each value comes from.")
        private boolean origin;

        @Override
        public Integer call() {
            var explained = common.read(Map.of()).explained();
            if (common.json) {
                System.out.println(
                        Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(explained));
                return ExitCode.OK.number();
            }
            for (var each : explained) {
                System.out.println(
                        each.key() + ": " + each.value() + (origin ? "   # " + each.origin() : ""));
            }
            return ExitCode.OK.number();
        }
    }
}
