package io.ultimatemcp.server.cli;

import io.ultimatemcp.server.problem.ErrorCode;
import io.ultimatemcp.server.problem.Refusal;
import java.io.InputStream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** The whole command line. */
public final class Commands {
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
        // What follows the program of `run` belongs to the program.
        var run = new CommandLine(new RunCommand(platform, in)).setStopAtPositional(true);
        var line =
                new CommandLine(new Root())
                        .addSubcommand(new StartCommand(platform))
                        .addSubcommand(new StopCommand(platform))
                        .addSubcommand(new StatusCommand(platform))
                        .addSubcommand(new StdioCommand(platform))
                        .addSubcommand("run", run)
                        .addSubcommand(
                                new CommandLine(new SessionCommand.Group())
                                        .addSubcommand(new SessionCommand.Ls(platform))
                                        .addSubcommand(new SessionCommand.Close(platform)))
                        .addSubcommand(new TestCommand(platform, in))
                        .addSubcommand("backup", BackupCommand.of(platform))
                        .addSubcommand(new RestoreCommand(platform))
                        .addSubcommand(
                                new CommandLine(new RunsCommand.Group())
                                        .addSubcommand(new RunsCommand.Ls(platform))
                                        .addSubcommand(new RunsCommand.Show(platform))
                                        .addSubcommand(new RunsCommand.Rm(platform)))
                        .addSubcommand(
                                new CommandLine(new RetentionCommand.Group())
                                        .addSubcommand(new RetentionCommand(platform)))
                        .addSubcommand(
                                new CommandLine(new LedgerVerifyCommand.Group())
                                        .addSubcommand(new LedgerVerifyCommand(platform)))
                        .addSubcommand(new QueryCommand(platform))
                        .addSubcommand(
                                new CommandLine(new GraphRebuildCommand.Group())
                                        .addSubcommand(new GraphRebuildCommand(platform))
                                        .addSubcommand(
                                                new CommandLine(new GraphIndexCommand.Group())
                                                        .addSubcommand(
                                                                new GraphIndexCommand.Ls(platform))
                                                        .addSubcommand(
                                                                new GraphIndexCommand.Create(
                                                                        platform))
                                                        .addSubcommand(
                                                                new GraphIndexCommand.Drop(
                                                                        platform))))
                        .addSubcommand(new DoctorCommand(platform))
                        .addSubcommand(new ConfigCommand())
                        .addSubcommand(new RehearseCommand(platform))
                        .addSubcommand(new Version(version))
                        .addSubcommand("completion", new AutoComplete.GenerateCompletion());
        line.getCommandSpec().version("ultimate-mcp " + version);
        line.setExecutionExceptionHandler((failure, at, parsed) -> explain(failure));
        line.setParameterExceptionHandler(Commands::usage);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line.execute(words);
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
