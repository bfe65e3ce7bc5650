package io.ultimatemcp.server.cli;

import io.ultimatemcp.server.tool.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "doctor",
        description = "Look at the machine: isolation with live escape probes, languages, disk.")
final class DoctorCommand implements Callable<Integer> {
    @Mixin private final CommonOptions common = new CommonOptions();

    @Option(names = "--fix", description = "Install what is missing first, where that is allowed.")
    private boolean fix;

    private final Platform platform;

    DoctorCommand(Platform platform) {
        this.platform = platform;
    }

    @Override
    public Integer call() {
        var diagnosis = platform.diagnose(common.settings());
        if (common.json) {
            System.out.println(
                    Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(diagnosis));
        } else {
            diagnosis.findings().forEach(DoctorCommand::print);
            if (!fix && diagnosis.findings().stream().anyMatch(each -> each.fix() != null)) {
                System.out.println(
                        "'ultimate-mcp doctor --fix' installs what is missing, where it may");
            }
        }
        return (diagnosis.works() ? ExitCode.OK : ExitCode.ENVIRONMENT).number();
    }

    private static void print(Diagnosis.Finding finding) {
        String mark =
                switch (finding.grade()) {
                    case OK -> "@|green ok     |@";
                    case WARNING -> "@|yellow warning|@";
                    case FAILED -> "@|red FAILED |@";
                };
        System.out.println(Ansi.AUTO.string(mark) + " " + finding.name() + ": " + finding.detail());
        if (finding.fix() != null) {
            System.out.println("        fix: " + finding.fix());
        }
    }
}
