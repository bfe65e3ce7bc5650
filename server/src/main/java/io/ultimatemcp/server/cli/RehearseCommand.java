package io.ultimatemcp.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "rehearse", hidden = true, description = "Training run for the AOT cache.")
final class RehearseCommand implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();

    private final Platform platform;

    RehearseCommand(Platform platform) {
        this.platform = platform;
    }

    @Override
    public Integer call() {
        platform.rehearse(common.settings());
        return ExitCode.OK.number();
    }
}
