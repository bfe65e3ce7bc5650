package io.ultimatemcp.server.cli;

import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.Refusal;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** The whole command line. */
public final class Commands {
    private static final String COMPLETION = "completion";

    private Commands() {}

    @Command(
            name = "ultimate-mcp",
            mixinStandardHelpOptions = true,
            description =
                    "An agent's workbench: run, remember and look up, over MCP, REST and this command.",
            synopsisSubcommandLabel = "COMMAND",
            footer = {
                "",
                "Exit codes: 0 ok, 1 failed, 2 usage, 3 not running, 4 denied, 5 environment."
            })
    private static final class Root {}

    @Command(name = "version", description = "Print the version.")
    private static final class Version implements Runnable {
        @Mixin private final CommonOptions common = new CommonOptions();

        private final String version;

        Version(String version) {
            this.version = version;
        }

        @Override
        public void run() {
            System.out.println(
                    common.json ? "{\"version\":\"" + version + "\"}" : "ultimate-mcp " + version);
        }
    }

    /** Runs the command that {@code words} name and answers its exit status. */
    public static int run(Platform platform, String version, InputStream in, String... words) {
        var line = new CommandLine(new Root());
        var commands = commands(platform, version, in);
        for (String name : needed(commands.keySet(), words)) {
            line.addSubcommand(name, Objects.requireNonNull(commands.get(name)).get());
        }
        line.getCommandSpec().version("ultimate-mcp " + version);
        line.setExecutionExceptionHandler((failure, at, parsed) -> explain(failure));
        line.setParameterExceptionHandler(Commands::usage);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line.execute(words);
    }

    /** All commands but the one at hand are left out: to read what each may be told takes time. */
    private static Set<String> needed(Set<String> names, String... words) {
        return words.length > 0 && names.contains(words[0]) && !words[0].equals(COMPLETION)
                ? Set.of(words[0])
                : names;
    }

    private static Map<String, Supplier<CommandLine>> commands(
            Platform platform, String version, InputStream in) {
        var commands = new LinkedHashMap<String, Supplier<CommandLine>>();
        commands.put("start", () -> new CommandLine(new StartCommand(platform)));
        commands.put("stop", () -> new CommandLine(new StopCommand(platform)));
        commands.put("status", () -> new CommandLine(new StatusCommand(platform)));
        commands.put("stdio", () -> new CommandLine(new StdioCommand(platform)));
        // What follows the program of `run` belongs to the program.
        commands.put(
                "run",
                () -> new CommandLine(new RunCommand(platform, in)).setStopAtPositional(true));
        commands.put("session", () -> SessionCommand.of(platform));
        commands.put("test", () -> new CommandLine(new TestCommand(platform, in)));
        commands.put("backup", () -> BackupCommand.of(platform));
        commands.put("restore", () -> new CommandLine(new RestoreCommand(platform)));
        commands.put("runs", () -> RunsCommand.of(platform));
        commands.put("retention", () -> RetentionCommand.of(platform));
        commands.put("ledger", () -> LedgerVerifyCommand.of(platform));
        commands.put("query", () -> new CommandLine(new QueryCommand(platform)));
        commands.put("graph", () -> GraphRebuildCommand.of(platform));
        commands.put("doctor", () -> new CommandLine(new DoctorCommand(platform)));
        commands.put("config", () -> new CommandLine(new ConfigCommand()));
        commands.put("rehearse", () -> new CommandLine(new RehearseCommand(platform)));
        commands.put("version", () -> new CommandLine(new Version(version)));
        commands.put(COMPLETION, () -> new CommandLine(new AutoComplete.GenerateCompletion()));
        return commands;
    }

    private static int explain(Exception failure) throws Exception {
        return switch (failure) {
            case CommandFailure known -> {
                System.err.println("ultimate-mcp: " + known.getMessage());
                yield known.exitCode().number();
            }
            case Refusal refusal -> {
                System.err.println("ultimate-mcp: " + refusal.problem().detail());
                yield exitCode(refusal.problem().code()).number();
            }
            default -> throw failure;
        };
    }

    private static ExitCode exitCode(ErrorCode code) {
        return switch (code) {
            case UNAUTHENTICATED, PERMISSION_DENIED, ORIGIN_REFUSED -> ExitCode.DENIED;
            default ->
                    code.fault() == ErrorCode.Fault.CALLER ? ExitCode.USAGE : ExitCode.ENVIRONMENT;
        };
    }

    private static int usage(ParameterException wrong, String... words) {
        var at = wrong.getCommandLine();
        System.err.println("ultimate-mcp: " + wrong.getMessage());
        System.err.println("Try '" + at.getCommandSpec().qualifiedName() + " --help'.");
        return ExitCode.USAGE.number();
    }
}
