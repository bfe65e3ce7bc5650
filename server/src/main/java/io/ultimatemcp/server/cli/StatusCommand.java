package io.ultimatemcp.server.cli;

import io.ultimatemcp.server.tool.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "status",
        description = "Tell whether a server runs on this data directory, and where.")
final class StatusCommand implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();

    private final Platform platform;

    StatusCommand(Platform platform) {
        this.platform = platform;
    }

    @Override
    public Integer call() {
        var running = platform.running(common.settings());
        if (common.json) {
            var answer = Json.MAPPER.createObjectNode().put("running", running.isPresent());
            running.ifPresent(server ->
                    answer.setAll(
                            (tools.jackson.databind.node.ObjectNode)
                                    Json.MAPPER.valueToTree(server)));
            System.out.println(answer);
        } else {
            System.out.println(
                    running.map(server ->
                                    "running at "
                                            + server.url()
                                            + ", pid "
                                            + server.pid()
                                            + ", since "
                                            + server.startedAt())
                            .orElse("not running"));
        }
        return (running.isPresent() ? ExitCode.OK : ExitCode.NOT_RUNNING).number();
    }
}
