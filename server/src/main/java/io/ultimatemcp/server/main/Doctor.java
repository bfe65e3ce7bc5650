package io.ultimatemcp.server.main;

import io.ultimatemcp.sandbox.Readiness;
import io.ultimatemcp.sandbox.SelfCheck;
import io.ultimatemcp.server.cli.CommandFailure;
import io.ultimatemcp.server.cli.Diagnosis;
import io.ultimatemcp.server.cli.Diagnosis.Finding;
import io.ultimatemcp.server.cli.Diagnosis.Grade;
import io.ultimatemcp.server.settings.Settings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at the machine as the platform needs it, by trying rather than by asking. */
final class Doctor {
    private Doctor() {}

    static Diagnosis examine(Settings settings) {
        var findings = new ArrayList<Finding>();
        boolean works = false;
        findings.add(java());
        findings.addAll(commands());
        try (var workbench = Workbench.open(settings)) {
            workbench.ledger().notes().get("instance");
            findings.add(
                    new Finding(
                            "ledger",
                            Grade.OK,
                            "opens and answers in " + settings.data().dir(),
                            null));
            var check = workbench.sandbox().check();
            works = check.passed();
            findings.addAll(sandbox(check));
            findings.add(egress(settings.sandbox().egress()));
        } catch (CommandFailure e) {
            findings.add(
                    new Finding(
                            "data",
                            Grade.FAILED,
                            String.valueOf(e.getMessage()),
                            "choose another with --data DIR"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        findings.add(server(settings));
        return new Diagnosis(works, findings);
    }

    private static Finding java() {
        return new Finding("java", Grade.OK, Runtime.version().toString(), null);
    }

    private static List<Finding> sandbox(SelfCheck check) {
        return switch (check.readiness()) {
            case Readiness.Refusing(String reason, String fix) ->
                    List.of(
                            new Finding(
                                    "sandbox",
                                    Grade.FAILED,
                                    "programs will not be run: " + reason,
                                    fix));
            case Readiness.Ready(var isolation, var languages) -> {
                var findings = new ArrayList<Finding>();
                findings.add(
                        new Finding(
                                "sandbox",
                                Grade.OK,
                                isolation.tier()
                                        + ", "
                                        + isolation.engine()
                                        + " "
                                        + isolation.version()
                                        + ", network "
                                        + isolation.network()
                                        + ", memory by "
                                        + isolation.memory().code()
                                        + ", processes by "
                                        + isolation.processes().code()
                                        + ", languages "
                                        + languages.stream()
                                                .map(l ->
                                                        l.name().toLowerCase(java.util.Locale.ROOT))
                                                .sorted()
                                                .collect(Collectors.joining(" ")),
                                null));
                isolation
                        .gaps()
                        .forEach(gap ->
                                findings.add(new Finding("sandbox", Grade.WARNING, gap, null)));
                check.probes().stream().map(Doctor::probe).forEach(findings::add);
                yield findings;
            }
        };
    }

    private static Finding egress(Settings.Egress egress) {
        if (egress.hosts().isEmpty()) {
            return new Finding("egress", Grade.OK, "no program reaches any host", null);
        }
        String may = "programs may ask for the hosts of sandbox.egress.hosts";
        return egress.privateAddresses()
                ? new Finding(
                        "egress",
                        Grade.WARNING,
                        may + ", also where these lead to private addresses",
                        "sandbox.egress.private-addresses=false, unless you mean it")
                : new Finding("egress", Grade.OK, may, null);
    }

    private static Finding probe(SelfCheck.Probe probe) {
        return probe.held()
                ? new Finding("probe", Grade.OK, probe.name() + ": " + probe.detail(), null)
                : new Finding(
                        "probe",
                        Grade.FAILED,
                        probe.name() + ": " + probe.detail(),
                        "do not run strangers' code here; report this");
    }

    /** The commands that {@code debian-packages} names. */
    private static List<Finding> commands() {
        String home = System.getenv("ULTIMATE_MCP_HOME");
        if (home == null) {
            return List.of();
        }
        try (var lines = Files.lines(Path.of(home, "debian-packages"))) {
            return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> command(line.split(" +")))
                    .toList();
        } catch (IOException e) {
            return List.of(
                    new Finding(
                            "commands",
                            Grade.WARNING,
                            "the list of needed commands cannot be read",
                            null));
        }
    }

    private static Finding command(String[] entry) {
        String name = entry[0];
        return Stream.of(
                        System.getenv()
                                .getOrDefault("PATH", "/usr/bin:/bin")
                                .split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(found -> new Finding(name, Grade.OK, found + " for " + entry[2], null))
                .orElseGet(() ->
                        new Finding(
                                name,
                                Grade.WARNING,
                                "missing; " + entry[2] + " needs it",
                                "apt-get install -y " + entry[1]));
    }

    private static Finding server(Settings settings) {
        return StateFile.running(settings.data().dir())
                .map(server -> new Finding("server", Grade.OK, "runs at " + server.url(), null))
                .orElseGet(() ->
                        new Finding("server", Grade.OK, "none runs on this data directory", null));
    }
}
