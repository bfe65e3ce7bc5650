package io.ultimatemcp.server.doctor;

import io.ultimatemcp.ledger.Ledger;
import io.ultimatemcp.ledger.fault.LedgerException;
import io.ultimatemcp.sandbox.Isolation;
import io.ultimatemcp.sandbox.Language;
import io.ultimatemcp.sandbox.Readiness;
import io.ultimatemcp.sandbox.Sandbox;
import io.ultimatemcp.sandbox.SelfCheck;
import io.ultimatemcp.server.doctor.Diagnosis.Finding;
import io.ultimatemcp.server.settings.Settings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Examines the machine for one data directory. */
public final class Doctor {
    private final Settings settings;
    private final String version;
    private final InstantSource clock;

    public Doctor(Settings settings, String version, InstantSource clock) {
        this.settings = settings;
        this.version = version;
        this.clock = clock;
    }

    /**
     * Attacks the sandbox, stores what came of it, and looks at the rest.
     *
     * @param server address of the server that runs on the data directory
     * @throws InterruptedException when interrupted meanwhile
     */
    public Diagnosis examine(Ledger ledger, Sandbox sandbox, Optional<String> server)
            throws InterruptedException {
        var findings = new ArrayList<Finding>();
        findings.add(Finding.ok("java", Runtime.version().toString()));
        findings.addAll(commands());
        findings.add(ledger(ledger));
        findings.add(Surroundings.disk(settings.data().dir()));
        findings.add(Surroundings.port(settings.http(), server));
        SelfCheck check = sandbox.check();
        check.conditions().stream().map(Doctor::condition).forEach(findings::add);
        findings.addAll(sandbox(check));
        findings.add(egress(settings.sandbox().egress()));
        if (check.readiness() instanceof Readiness.Ready) {
            findings.addAll(Toolchains.findings(sandbox));
        }
        findings.add(Clients.finding(Path.of(System.getProperty("user.home", "/"))));
        var made =
                LastCheck.of(
                        check,
                        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                        Circumstances.now(version, check.readiness()));
        findings.add(store(made));
        return new Diagnosis(check.passed(), made, findings);
    }

    /** What there is to say where not even the data directory can be used. */
    public static Diagnosis unusable(String why) {
        return new Diagnosis(
                false,
                null,
                List.of(Finding.failed("data", why, "choose another with --data DIR")));
    }

    private Finding store(LastCheck made) {
        try {
            made.store(settings.data().dir());
            if (made.refused() != null) {
                return Finding.warning(
                        "self-check", "nothing to attack, for no program is run; stored", null);
            }
            return Finding.ok(
                    "self-check",
                    "%d of %d attacks held in %.1f s; stored"
                            .formatted(made.held(), made.of(), made.durationSeconds()));
        } catch (IOException e) {
            return Finding.warning(
                    "self-check",
                    "could not be stored in " + settings.data().dir() + ": " + e.getMessage(),
                    null);
        }
    }

    private Finding ledger(Ledger ledger) {
        try {
            ledger.notes().get("instance");
            String place =
                    settings.ledger().url().isPresent()
                            ? "the database of ledger.url"
                            : settings.data().dir().toString();
            return Finding.ok(
                    "ledger",
                    "opens and answers in "
                            + place
                            + "; all contents are checked by: ultimate-mcp ledger verify");
        } catch (LedgerException e) {
            return Finding.failed(
                    "ledger", String.valueOf(e.getMessage()), "choose another with --data DIR");
        }
    }

    private static Finding condition(SelfCheck.Condition condition) {
        return condition.met()
                ? Finding.ok(condition.name(), condition.detail())
                : Finding.warning(
                        condition.name(), condition.detail(), condition.fix().orElse(null));
    }

    private static List<Finding> sandbox(SelfCheck check) {
        return switch (check.readiness()) {
            case Readiness.Refusing(String reason, String fix) ->
                    List.of(Finding.failed("sandbox", "programs will not be run: " + reason, fix));
            case Readiness.Ready(var isolation, var languages) -> {
                var findings = new ArrayList<Finding>();
                findings.add(Finding.ok("sandbox", told(isolation, languages)));
                isolation
                        .gaps()
                        .forEach(gap -> findings.add(Finding.warning("sandbox", gap, null)));
                check.probes().stream().map(Doctor::probe).forEach(findings::add);
                yield findings;
            }
        };
    }

    private static Finding egress(Settings.Egress egress) {
        if (egress.hosts().isEmpty()) {
            return Finding.ok("egress", "no program reaches any host");
        }
        String may = "programs may ask for the hosts of sandbox.egress.hosts";
        return egress.privateAddresses()
                ? Finding.warning(
                        "egress",
                        may + ", also where these lead to private addresses",
                        "sandbox.egress.private-addresses=false, unless you mean it")
                : Finding.ok("egress", may);
    }

    private static String told(Isolation isolation, Set<Language> languages) {
        return isolation.tier()
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
                        .map(language -> language.name().toLowerCase(Locale.ROOT))
                        .sorted()
                        .collect(Collectors.joining(" "));
    }

    private static Finding probe(SelfCheck.Probe probe) {
        String detail = probe.name() + ": " + probe.detail();
        return probe.held()
                ? Finding.ok("probe", detail)
                : Finding.failed("probe", detail, "do not run strangers' code here; report this");
    }

    /** The commands that {@code debian-packages} names. */
    private List<Finding> commands() {
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
                    Finding.warning(
                            "commands", "the list of needed commands cannot be read", null));
        }
    }

    private Finding command(String[] entry) {
        String name = entry[0];
        return places(entry[2])
                .map(directory -> directory.resolve(name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(found -> Finding.ok(name, found + " for " + entry[2]))
                .orElseGet(() ->
                        Finding.warning(
                                name,
                                "missing; " + entry[2] + " needs it",
                                "apt-get install -y " + entry[1]));
    }

    /** Ours are looked for as we would start them, others where programs in the sandbox can. */
    private Stream<Path> places(String use) {
        if (use.equals("sandbox")) {
            String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
            return Stream.of(path.split(File.pathSeparator)).map(Path::of);
        }
        return Sandbox.commandPlaces(settings.sandbox().toolchain());
    }
}
