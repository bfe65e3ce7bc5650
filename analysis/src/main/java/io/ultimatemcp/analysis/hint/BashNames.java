package io.ultimatemcp.analysis.hint;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The commands of a shell that are worth a hint. */
final class BashNames {
    /** Programs that run as code what they read. */
    static final Set<String> INTERPRETERS =
            Set.of(
                    "sh", "bash", "dash", "zsh", "ksh", "ash", "python", "python3", "perl", "ruby",
                    "node", "php");

    /** Programs that run the rest of their words as a command. */
    static final Set<String> PREFIXES =
            Set.of(
                    "sudo", "doas", "command", "builtin", "env", "nohup", "time", "nice", "setsid",
                    "exec", "xargs", "busybox", "timeout", "stdbuf");

    /** Variables that make the linker load a library into every program. */
    static final Set<String> LINKER = Set.of("LD_PRELOAD", "LD_AUDIT");

    private static final Map<String, Rule> COMMANDS =
            Map.ofEntries(
                    Map.entry("eval", Rule.DYNAMIC_CODE),
                    Map.entry("curl", Rule.NETWORK),
                    Map.entry("wget", Rule.NETWORK),
                    Map.entry("ssh", Rule.NETWORK),
                    Map.entry("scp", Rule.NETWORK),
                    Map.entry("sftp", Rule.NETWORK),
                    Map.entry("ftp", Rule.NETWORK),
                    Map.entry("nc", Rule.SHELL_CONNECTION),
                    Map.entry("ncat", Rule.SHELL_CONNECTION),
                    Map.entry("netcat", Rule.SHELL_CONNECTION),
                    Map.entry("socat", Rule.SHELL_CONNECTION),
                    Map.entry("telnet", Rule.SHELL_CONNECTION),
                    Map.entry("insmod", Rule.NATIVE_CODE),
                    Map.entry("modprobe", Rule.NATIVE_CODE),
                    Map.entry("wipefs", Rule.DESTRUCTIVE_COMMAND));

    private static final Set<String> SIGNALLERS = Set.of("kill", "pkill", "killall");

    private BashNames() {}

    /**
     * What is to be said of a command for its words alone, the first of which is its name; none are
     * nothing.
     */
    static Optional<Rule> rule(List<String> words) {
        if (words.isEmpty()) {
            return Optional.empty();
        }
        String name = words.getFirst();
        if (name.startsWith("mkfs")) {
            return Optional.of(Rule.DESTRUCTIVE_COMMAND);
        }
        boolean hit =
                switch (name) {
                    case "rm" -> isRecursive(words) && hasRoot(words);
                    case "chmod", "chown" -> isRecursive(words) && hasRoot(words);
                    case "dd" -> words.stream().anyMatch(word -> isDevice(word, "of="));
                    case "shred" -> words.stream().anyMatch(word -> isDevice(word, ""));
                    default -> false;
                };
        if (hit) {
            return Optional.of(Rule.DESTRUCTIVE_COMMAND);
        }
        if (name.equals("enable") && words.contains("-f")) {
            return Optional.of(Rule.NATIVE_CODE);
        }
        boolean ignores = name.equals("trap") && words.size() > 2 && words.get(1).isEmpty();
        boolean sends = SIGNALLERS.contains(name) && !words.contains("-l");
        if (ignores || sends) {
            return Optional.of(Rule.SIGNALS);
        }
        return Optional.ofNullable(COMMANDS.get(name));
    }

    /** Whether a path is that of a disk or of memory. */
    static boolean isDevice(String word, String before) {
        return word.matches(
                java.util.regex.Pattern.quote(before)
                        + "/dev/(sd|hd|vd|xvd|nvme|mmcblk|mem|kmem).*");
    }

    private static boolean isRecursive(List<String> words) {
        return words.stream()
                .anyMatch(word ->
                        word.matches("-[a-zA-Z]*[rR][a-zA-Z]*") || word.equals("--recursive"));
    }

    private static boolean hasRoot(List<String> words) {
        return words.stream()
                .anyMatch(word -> SystemFiles.isRoot(word) || word.equals("--no-preserve-root"));
    }
}
