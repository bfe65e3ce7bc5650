package io.ultimatemcp.server.cli;

import io.ultimatemcp.server.settings.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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

    /** What the process that --detach starts is told. */
    @Option(names = Detached.LOG_FILE, paramLabel = "FILE", hidden = true)
    private @Nullable Path log;

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
            refuseAnother(settings);
            String url = Detached.start(settings, flags, common);
            System.err.println("ready " + url);
        } else {
            platform.serve(settings, Optional.ofNullable(log), System.err);
        }
        return ExitCode.OK.number();
    }

    /** Before anything is touched that belongs to the server that runs. */
    private void refuseAnother(Settings settings) {
        platform.running(settings)
                .ifPresent(server -> {
                    throw new CommandFailure(
                            ExitCode.ENVIRONMENT,
                            "a server already runs on "
                                    + settings.data().dir()
                                    + " at "
                                    + server.url()
                                    + " (pid "
                                    + server.pid()
                                    + "); stop it with: ultimate-mcp stop");
                });
    }
}
