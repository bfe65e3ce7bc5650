package io.ultimatemcp.sandbox;

import io.ultimatemcp.sandbox.bubblewrap.Launch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** How programs are started inside the sandbox: command lines and environments. */
final class Commands {
    private static final String SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin";
    private static final String TOOLCHAIN = "/opt/toolchain";

    /** Bubblewrap outside, its first process inside, and one that it needs while it sets up. */
    private static final int OWN_PROCESSES = 3;

    /** The limit of the user lies behind that of the group, which can tell when it is hit. */
    private static final int SPARE = 16;

    /** So many more than its limit a program may start where a watcher must see the excess. */
    static final int SEEN = 2;

    /** Only against what nobody watches any more; who holds it watches the time of each piece. */
    private static final long HELD_CPU_SECONDS = 7 * 86_400;

    private final Optional<Path> toolchain;
    private final Map<String, String> env;

    Commands(Optional<Path> toolchain) {
        this.toolchain = toolchain;
        var variables = new HashMap<>(Map.of("HOME", "/tmp", "LANG", "C.UTF-8", "TMPDIR", "/tmp"));
        variables.put("PATH", SYSTEM_PATH);
        if (toolchain.isPresent()) {
            variables.put("PATH", TOOLCHAIN + "/bin:" + SYSTEM_PATH);
            variables.put("PYTHONPATH", TOOLCHAIN + "/python");
            variables.put("NODE_PATH", TOOLCHAIN + "/node_modules");
        }
        this.env = Map.copyOf(variables);
    }

    /** The host's directories that are the PATH inside, in order. */
    static Stream<Path> places(Optional<Path> toolchain) {
        return Stream.concat(
                toolchain.stream().map(directory -> directory.resolve("bin")),
                Stream.of(SYSTEM_PATH.split(":")).map(Path::of));
    }

    /** Languages whose interpreter is where the sandbox's PATH finds it. */
    Set<Language> installed() {
        var found = EnumSet.noneOf(Language.class);
        for (Language language : Language.values()) {
            String interpreter = interpreter(language);
            if (places(toolchain).anyMatch(p -> Files.isExecutable(p.resolve(interpreter)))) {
                found.add(language);
            }
        }
        return found;
    }

    /** The executable's name. */
    static String interpreter(Language language) {
        return switch (language) {
            case PYTHON -> "python3";
            case JAVASCRIPT -> "node";
            case BASH -> "bash";
        };
    }

    /** The variables of every program. */
    Map<String, String> environment(Map<String, String> more) {
        var all = new HashMap<>(env);
        all.putAll(more);
        return all;
    }

    /**
     * The cold start of a job.
     *
     * @param grouped whether a control group counts its processes
     * @param ownUser whether its user is its own
     */
    Launch cold(Job job, boolean grouped, boolean ownUser) {
        List<String> argv =
                switch (job.program()) {
                    case Program.Command command -> command.argv();
                    case Program.Script(Language language, Bytes code) -> script(language);
                };
        var words = new ArrayList<>(argv);
        words.addAll(job.args());
        var binds = new HashMap<String, String>();
        if (job.program() instanceof Program.Command command) {
            command.binds().forEach(bind -> binds.put(bind.source().toString(), bind.target()));
        }
        Limits limits = job.limits();
        return launch(
                words,
                environment(job.env()),
                binds,
                limits,
                limits.cpu().plusMillis(999).toSeconds() + 1,
                grouped,
                ownUser);
    }

    /** An interpreter that stays and runs {@code loop} of {@code /job}. */
    Launch held(Language language, String loop, Limits limits, boolean grouped, boolean ownUser) {
        var words = new ArrayList<>(script(language));
        words.set(words.size() - 1, "/job/" + loop);
        return launch(
                words, environment(Map.of()), Map.of(), limits, HELD_CPU_SECONDS, grouped, ownUser);
    }

    /** The loop's name under {@code /job}. */
    static String loopName(Language language) {
        return "session" + language.programName().substring("main".length());
    }

    /** What the control group must allow, so that the program has all of its own. */
    static int counted(Limits limits) {
        return limits.processes() + OWN_PROCESSES;
    }

    private static Launch launch(
            List<String> words,
            Map<String, String> env,
            Map<String, String> binds,
            Limits limits,
            long cpuSeconds,
            boolean grouped,
            boolean ownUser) {
        var argv = new ArrayList<String>();
        if (!grouped && !ownUser) {
            argv.addAll(counting(limits.processes()));
        }
        argv.addAll(words);
        return new Launch(
                argv,
                env,
                binds,
                limits.disk(),
                cpuSeconds,
                ownUser ? OptionalInt.of(counted(limits) + SPARE) : OptionalInt.empty());
    }

    /** Unbuffered, so that nothing said is lost to a kill; no byte code among the artifacts. */
    static List<String> script(Language language) {
        String program = "/work/" + language.programName();
        return switch (language) {
            case PYTHON -> List.of("python3", "-u", "-B", program);
            case JAVASCRIPT -> List.of("node", program);
            case BASH -> List.of("bash", program);
        };
    }

    /**
     * Limits the processes of the user from within the last user namespace: there the kernel counts
     * this sandbox alone, not what else the user of the server runs.
     */
    private static List<String> counting(int processes) {
        return List.of(
                "/bin/sh",
                "-c",
                "ulimit -u %1$d 2>/dev/null || ulimit -p %1$d || exit 125; exec \"$@\""
                        .formatted(processes + 1 + SEEN),
                "sh");
    }
}
