package io.ultimatemcp.server.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "start",
        description =
                "Run the platform in the foreground; prints 'ready URL' on standard error once it serves.")
final class StartCommand implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            description = "Address to listen on (default 127.0.0.1).")
    private @Nullable String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port to listen on (default 8000); 0 takes a free one.")
    private @Nullable String port;

    @Option(names = "--detach", description = "Run in the background; 'ultimate-mcp stop' ends it.")
    private boolean detach;

    private final Platform platform;

    StartCommand(Platform platform) {
        this.platform = platform;
    }

    @Override
    public Integer call() {
        Map<String, String> flags = new HashMap<>();
        if (host != null) {
            flags.put("http.host", host);
        }
        if (port != null) {
            flags.put("http.port", port);
        }
        var settings = common.read(flags).settings();
        if (detach) {
            String url = Detached.start(settings, flags, common);
            System.err.println("ready " + url);
        } else {
            platform.serve(settings, System.err);
        }
        return ExitCode.OK.number();
    }
}
