package io.ultimatemcp.sandbox;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A hostile program from {@code attacks/}. A line that begins with {@code BROKE} says that it got
 * out; its comment {@code ends:} names the outcomes that are fine, {@code exited} when there is
 * none.
 */
record Attack(String name, Language language, String code, Set<Outcome> ends) {
    private static final Duration PATIENCE = Duration.ofSeconds(6);
    private static final Duration SHORT = Duration.ofMillis(800);

    static List<Attack> all() {
        try (Stream<Path> files =
                Files.list(
                        Path.of(
                                Objects.requireNonNull(Attack.class.getResource("/attacks"))
                                        .toURI()))) {
            return files.sorted().map(Attack::read).toList();
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Attack read(Path file) {
        try {
            String name = file.getFileName().toString();
            String code = Files.readString(file);
            var ends = EnumSet.noneOf(Outcome.class);
            code.lines()
                    .filter(line -> line.matches("(#|//) ends: .*"))
                    .flatMap(line -> Arrays.stream(line.split("ends: ", -1)[1].split(" ", -1)))
                    .forEach(end -> ends.add(Outcome.valueOf(end.toUpperCase(Locale.ROOT))));
            if (ends.isEmpty()) {
                ends.add(Outcome.EXITED);
            }
            return new Attack(name, language(name), code, ends);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Language language(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "py" -> Language.PYTHON;
            case "js" -> Language.JAVASCRIPT;
            case "sh" -> Language.BASH;
            default -> throw new IllegalStateException("no language for " + name);
        };
    }

    /** Those that may get further with a way out, and some that have to end all the same. */
    static List<Attack> withWayOut() {
        var names =
                Set.of(
                        "become_root.py",
                        "daemon.py",
                        "descriptors.py",
                        "egress_node.js",
                        "egress_other_hosts.py",
                        "egress_shell.sh",
                        "egress_way_out.py",
                        "fork_bomb.py",
                        "host_environment.py",
                        "host_files.py",
                        "host_network.py",
                        "ignores_signals.py",
                        "kernel_settings.py",
                        "kills_everything.py",
                        "memory_anonymous.py",
                        "memory_network_sockets.py",
                        "mounts_and_namespaces.py",
                        "node_reaches_out.js",
                        "privileged_calls.py",
                        "processes_outside.py",
                        "shell_network.sh",
                        "socket_families.py",
                        "unix_sockets.py");
        return all().stream().filter(attack -> names.contains(attack.name)).toList();
    }

    /** Empty when the sandbox held by that engine, else what happened. */
    String launch(Sandbox sandbox, String engine, ServerSocket host) throws InterruptedException {
        return launch(sandbox, engine, host, List.of());
    }

    /** The same with a way out to those hosts. */
    String launch(Sandbox sandbox, String engine, ServerSocket host, List<String> allowHosts)
            throws InterruptedException {
        boolean waits = ends.equals(Set.of(Outcome.TIMED_OUT));
        Job job =
                Job.script(language, code)
                        .withFiles(
                                List.of(
                                        new InputFile(
                                                "port", Bytes.utf8("" + host.getLocalPort()))))
                        .withLimits(Limits.standard().withWall(waits ? SHORT : PATIENCE))
                        .withAllowHosts(allowHosts);
        Start start = sandbox.start(job, Listener.NONE);
        if (!(start instanceof Running running)) {
            return name + " was refused: " + start;
        }
        Report report = running.await();
        if (!report.isolation().engine().equals(engine)) {
            return name + " ran in " + report.isolation().engine();
        }
        if (report.isolation().network().equals("none") != allowHosts.isEmpty()) {
            return name + " had network " + report.isolation().network();
        }
        String said = report.stdout().window() + report.stderr().window();
        boolean broke = said.lines().anyMatch(line -> line.startsWith("BROKE"));
        boolean spoke = report.outcome() != Outcome.EXITED || said.contains("held");
        boolean clean = report.returnCode() == 0 || report.outcome() != Outcome.EXITED;
        return !broke && spoke && clean && ends.contains(report.outcome())
                ? ""
                : name + " " + report.outcome() + " " + report.returnCode() + "\n" + head(said);
    }

    private static String head(String text) {
        return text.substring(0, Math.min(3000, text.length()));
    }
}
