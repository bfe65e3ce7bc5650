package io.ultimatemcp.server.cli;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "restore",
        description = "Bring a backup back into a data directory that holds nothing yet.")
final class RestoreCommand implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();

    @Parameters(paramLabel = "FILE", description = "The backup.")
    private @Nullable Path file;

    @Option(names = "--dry-run", description = "Check everything, change nothing.")
    private boolean dryRun;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "File with the secret that sealed it, else the setting backup.key.")
    private @Nullable Path key;

    private final Platform platform;

    RestoreCommand(Platform platform) {
        this.platform = platform;
    }

    @Override
    public Integer call() {
        var told =
                platform.backups(common.settings())
                        .restore(Objects.requireNonNull(file), Optional.ofNullable(key), dryRun);
        if (common.json) {
            System.out.println(told);
        } else if (dryRun) {
            System.out.println("would restore " + told.path("file").asString(""));
        } else {
            System.out.println(
                    "restored "
                            + told.path("rows").asLong()
                            + " rows, "
                            + told.path("contents").asInt()
                            + " large contents, "
                            + (told.path("graph").asBoolean() ? "" : "no ")
                            + "graph");
        }
        return ExitCode.OK.number();
    }
}
