package io.ultimatemcp.server.cli;

import io.ultimatemcp.server.doctor.Diagnosis;
import io.ultimatemcp.server.doctor.LastCheck;
import io.ultimatemcp.server.doctor.PastCheck;
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

    @Option(
            names = "--last",
            description = "Tell what came of the last self-check; attack and change nothing.")
    private boolean last;

    private final Platform platform;

    DoctorCommand(Platform platform) {
        this.platform = platform;
    }

    @Override
    public Integer call() {
        return (last ? tellLast() : examine()).number();
    }

    private ExitCode tellLast() {
        PastCheck past =
                platform.lastCheck(common.settings())
                        .orElseThrow(() ->
                                new CommandFailure(
                                        ExitCode.ENVIRONMENT,
                                        "no self-check was made yet; make one with: ultimate-mcp"
                                                + " doctor"));
        LastCheck check = past.check();
        if (common.json) {
            printJson(past);
        } else {
            System.out.println(
                    "%s: %s, %d of %d attacks held (%s, kernel %s)"
                            .formatted(
                                    check.at(),
                                    check.passed() ? "passed" : "FAILED",
                                    check.held(),
                                    check.of(),
                                    check.circumstances().engine(),
                                    check.circumstances().kernel()));
            if (check.refused() != null) {
                System.out.println("programs were not run: " + check.refused());
            }
            check.notHeld().forEach(attack -> System.out.println("not held: " + attack));
            past.staleBecause().forEach(change -> System.out.println("stale: " + change));
        }
        return past.holds() ? ExitCode.OK : ExitCode.ENVIRONMENT;
    }

    private static void printJson(Object what) {
        System.out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(what));
    }

    private ExitCode examine() {
        var diagnosis = platform.diagnose(common.settings());
        if (common.json) {
            printJson(diagnosis);
        } else {
            diagnosis.findings().forEach(DoctorCommand::print);
            if (!fix && diagnosis.findings().stream().anyMatch(each -> each.fix() != null)) {
                System.out.println(
                        "'ultimate-mcp doctor --fix' installs what is missing, where it may");
            }
        }
        return diagnosis.works() ? ExitCode.OK : ExitCode.ENVIRONMENT;
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
