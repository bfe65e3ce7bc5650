package io.ultimatemcp.server.cli;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = "Copies of everything: make, list, check. See also: restore.")
final class BackupCommand implements Runnable {
    @Spec private @Nullable CommandSpec spec;

    static CommandLine of(Platform platform) {
        return new CommandLine(new BackupCommand())
                .addSubcommand(new Create(platform))
                .addSubcommand(new Ls(platform))
                .addSubcommand(new Verify(platform));
    }

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                "say what to do: ultimate-mcp backup create, ls or verify FILE");
    }

    @Command(
            name = "create",
            description = "Make a backup while the server works, and let old ones go.")
    static final class Create implements Callable<Integer> {
        @Mixin private final CommonOptions common = new CommonOptions();

        @Option(
                names = "--keep",
                paramLabel = "N",
                description = "How many stay; the last good one always does.")
        private @Nullable Integer keep;

        @Option(names = "--without-graph", description = "Leave the graph out.")
        private boolean withoutGraph;

        @Spec private @Nullable CommandSpec spec;

        private final Platform platform;

        Create(Platform platform) {
            this.platform = platform;
        }

        @Override
        public Integer call() {
            if (keep != null && keep < 1) {
                throw new ParameterException(
                        Objects.requireNonNull(spec).commandLine(), "--keep must be at least 1");
            }
            var made =
                    platform.backups(common.settings())
                            .create(
                                    !withoutGraph,
                                    keep == null ? OptionalInt.empty() : OptionalInt.of(keep));
            System.out.println(common.json ? made.toString() : made.path("file").asString(""));
            return ExitCode.OK.number();
        }
    }

    @Command(name = "ls", description = "List the backups, the newest first.")
    static final class Ls implements Callable<Integer> {
        @Mixin private final CommonOptions common = new CommonOptions();

        private final Platform platform;

        Ls(Platform platform) {
            this.platform = platform;
        }

        @Override
        public Integer call() {
            var list = platform.backups(common.settings()).list();
            if (common.json) {
                System.out.println(list);
                return ExitCode.OK.number();
            }
            for (var each : list) {
                System.out.printf(
                        "%s  %12d bytes  %s  %s%n",
                        each.path("created_at").asString(""),
                        each.path("size_bytes").asLong(),
                        each.path("sealed").asBoolean() ? "sealed" : "open  ",
                        each.path("file").asString(""));
            }
            return ExitCode.OK.number();
        }
    }

    @Command(
            name = "verify",
            description = "Read a backup from end to end and hold it to its checksums.")
    static final class Verify implements Callable<Integer> {
        @Mixin private final CommonOptions common = new CommonOptions();

        @Parameters(paramLabel = "FILE", description = "A path, or a name as backup ls shows it.")
        private @Nullable Path file;

        @Option(
                names = "--key-file",
                paramLabel = "FILE",
                description = "File with the secret that sealed it, else the setting backup.key.")
        private @Nullable Path key;

        private final Platform platform;

        Verify(Platform platform) {
            this.platform = platform;
        }

        @Override
        public Integer call() {
            var told =
                    platform.backups(common.settings())
                            .verify(Objects.requireNonNull(file), Optional.ofNullable(key));
            System.out.println(
                    common.json
                            ? told.toString()
                            : "whole: "
                                    + told.path("tables").asInt()
                                    + " tables, "
                                    + told.path("contents").asInt()
                                    + " large contents, "
                                    + (told.path("graph").asBoolean() ? "" : "no ")
                                    + "graph");
            return ExitCode.OK.number();
        }
    }
}
