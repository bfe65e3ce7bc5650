package io.ultimatemcp.server.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "stdio",
        description =
                "Serve MCP on standard input and output; joins the server of the same data directory if one runs.")
final class StdioCommand implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();

    private final Platform platform;

    StdioCommand(Platform platform) {
        this.platform = platform;
    }

    @Override
    public Integer call() {
        var out = new FileOutputStream(FileDescriptor.out);
        // Whatever a library prints must not get between the messages.
        System.setOut(System.err);
        platform.stdio(common.settings(), new FileInputStream(FileDescriptor.in), out);
        return ExitCode.OK.number();
    }
}
