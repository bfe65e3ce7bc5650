package io.ultimatemcp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ultimatemcp.sandbox.bubblewrap.Host;
import io.ultimatemcp.sandbox.bubblewrap.Stage;
import io.ultimatemcp.sandbox.egress.EgressPlan;
import io.ultimatemcp.sandbox.egress.EgressProxy;
import io.ultimatemcp.sandbox.egress.EgressSettings;
import io.ultimatemcp.sandbox.egress.Forwarder;
import io.ultimatemcp.sandbox.egress.HostPattern;
import io.ultimatemcp.sandbox.egress.Names;
import io.ultimatemcp.sandbox.files.Planting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Gives runs that were allowed hosts a way there, and refuses what the operator did not allow. */
final class Gateway {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String DIRECTORY = "egress";
    private static final int SOCKET = 0600;

    /** Where most programs look for the authorities of TLS, and this distribution keeps them. */
    private static final Path AUTHORITIES = Path.of("/etc/ssl/certs/ca-certificates.crt");

    private static final long MOST_AUTHORITIES = 4L << 20;

    private final EgressSettings settings;
    private final Names names;

    Gateway(EgressSettings settings, Names names) {
        this.settings = settings;
        this.names = names;
    }

    /** What is wrong with a run's list; empty when it may have it. */
    Optional<Refusal.Invalid> fault(List<String> allowHosts) {
        if (!allowHosts.isEmpty() && settings.hosts().isEmpty()) {
            return fault(
                    "allow_hosts",
                    "no run may reach a host here; the operator lists hosts in sandbox.egress.hosts");
        }
        if (allowHosts.size() > EgressPlan.MOST_HOSTS) {
            return fault(
                    "allow_hosts",
                    "%d entries, the limit is %d"
                            .formatted(allowHosts.size(), EgressPlan.MOST_HOSTS));
        }
        var wanted = new ArrayList<HostPattern>();
        for (int i = 0; i < allowHosts.size(); i++) {
            String field = "allow_hosts[" + i + "]";
            try {
                var pattern = HostPattern.parse(allowHosts.get(i));
                Optional<String> outside = pattern.outside(settings.hosts());
                if (outside.isPresent()) {
                    return fault(
                            field,
                            outside.get()
                                    + " is not among the hosts that the operator lists in"
                                    + " sandbox.egress.hosts");
                }
                wanted.add(pattern);
            } catch (IllegalArgumentException e) {
                return fault(field, Admission.shown(allowHosts.get(i)) + " " + e.getMessage());
            }
        }
        try {
            new EgressPlan(wanted);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return fault("allow_hosts", String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Refusal.Invalid> fault(String field, String detail) {
        return Optional.of(new Refusal.Invalid(field, detail));
    }

    /**
     * Opens the way out of a stage whose program has not been let go.
     *
     * @throws IOException when it cannot be had; the run must not go on then
     */
    Opened open(Stage stage, Host host, List<String> allowHosts)
            throws IOException, InterruptedException {
        var plan = new EgressPlan(allowHosts.stream().map(HostPattern::parse).toList());
        Path python =
                Host.find("python3").orElseThrow(() -> new IOException("a network needs python3"));
        OptionalLong user = host.nextUser();
        String directory = stage.besideDirectory(DIRECTORY, user);
        Path seen = stage.seen(DIRECTORY);
        EgressProxy proxy = EgressProxy.open(seen, plan, settings, names);
        try {
            new Planting(user).own(seen.resolve(EgressProxy.SOCKET), SOCKET);
            String hosts = Files.readString(stage.seen("etc/hosts")) + plan.hostsFile();
            stage.putEtc("hosts", hosts.getBytes(UTF_8));
            var env = new HashMap<>(plan.environment());
            env.putAll(authorities(stage));
            stage.beside(
                    List.of(python.toString(), "-I", "-S", "-B"),
                    "forwarder",
                    Forwarder.text(),
                    Forwarder.arguments(directory, user, plan, settings));
            if (!proxy.await(PATIENCE)) {
                throw new IOException("the forwarder does not listen: " + stage.complaint());
            }
            return new Opened(proxy, env);
        } catch (IOException | InterruptedException | RuntimeException e) {
            proxy.close();
            throw e;
        }
    }

    /**
     * A way out.
     *
     * @param proxy that guards it
     * @param env variables by which programs find it
     */
    record Opened(EgressProxy proxy, Map<String, String> env) {}

    /** Gives the program those that the machine trusts, and the variables that name their file. */
    private static Map<String, String> authorities(Stage stage) throws IOException {
        if (!Files.isReadable(AUTHORITIES) || Files.size(AUTHORITIES) > MOST_AUTHORITIES) {
            return Map.of();
        }
        String name = Path.of("/etc").relativize(AUTHORITIES).toString();
        stage.putEtc(name, Files.readAllBytes(AUTHORITIES));
        return Map.of(
                "SSL_CERT_FILE", AUTHORITIES.toString(),
                "NODE_EXTRA_CA_CERTS", AUTHORITIES.toString());
    }
}
