package io.ultimatemcp.sandbox.bubblewrap;

import io.ultimatemcp.sandbox.cgroup.Group;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The shell texts that a stage runs through. A shell, because only it can hand further descriptors
 * to bubblewrap, and because its {@code read} leaves the rest of standard input to the program.
 */
final class StageScript {
    /**
     * Where the private file system is mounted, over a directory that every Linux has and that no
     * program in the sandbox sees: so nothing is made on the host and nothing can be left there.
     */
    static final String PLACE = "/sys";

    /** What the stage writes when it waits. */
    static final String READY = "ready";

    private static final String ENTER =
            """
            for door; do [ "$door" = -- ] && break; echo 0 > "$door" || exit 125; shift; done; shift
            echo 1000 > /proc/self/oom_score_adj
            umask 022
            ulimit -c 0; ulimit -n 256 || :; ulimit -l 64 || :; ulimit -s 8192 || :
            exec "$@"
            """;

    private static final String WAIT =
            """
            mount -n -t tmpfs -o nosuid,nodev,size=$1,nr_inodes=$2,mode=0711 stage /sys || exit 125
            cd /sys && mkfifo -m 0600 in out err && exec 3<>in 4<>out 5<>err || exit 125
            mkdir pts && mount -n -t devpts -o newinstance,ptmxmode=0666,mode=620,max=32 pts pts || exit 125
            eval "$3" || exit 125
            echo ready
            while read -r next; do . "/sys/control/$next"; done
            """;

    private StageScript() {}

    /** The command line of a waiting stage. */
    static List<String> waiting(
            String shell, long disk, int inodes, Host host, Optional<Group> group) {
        var command = new ArrayList<String>(List.of(shell, "-c", ENTER, "sandbox-stage"));
        group.ifPresent(g -> g.doors().forEach(door -> command.add(door.toString())));
        command.addAll(List.of("--", "unshare", "--mount"));
        if (host.ownNetwork()) {
            command.add("--net");
        }
        if (!host.root()) {
            command.addAll(List.of("--user", "--map-root-user"));
        }
        command.addAll(List.of("--", shell, "-c", WAIT, "sandbox-stage"));
        command.addAll(
                List.of(Long.toString(disk), Integer.toString(inodes), host.entry().prepare()));
        return command;
    }

    /** The text by which the stage starts a program of ours beside the one that it becomes. */
    static String beside(List<String> argv) {
        var text = new StringBuilder();
        argv.forEach(word -> text.append(quote(word)).append(' '));
        return text.append("</dev/null >/dev/null 3>&- 4>&- 5>&- &\n").toString();
    }

    /** The text that the stage reads when told to go; it ends as the program. */
    static String run(Path bubblewrap, Launch launch, OptionalLong user) {
        var text = new StringBuilder();
        text.append("ulimit -f ").append((launch.fileBytes() + 511) / 512).append(" || :\n");
        text.append("ulimit -t ").append(launch.cpuSeconds()).append(" || :\n");
        launch.processes()
                .ifPresent(n ->
                        text.append(
                                "ulimit -u %1$d 2>/dev/null || ulimit -p %1$d || :\n"
                                        .formatted(n)));
        text.append("exec ");
        user.ifPresent(id ->
                text.append("setpriv --reuid %1$d --regid %1$d --clear-groups -- ".formatted(id)));
        text.append(quote(bubblewrap.toString())).append(" --seccomp 9");
        return ended(text, launch.argv(), " 9</sys/control/filter");
    }

    /**
     * The text that ends as a program of ours, which may still make namespaces.
     *
     * @param before the command that becomes bubblewrap, empty when the stage does so itself
     */
    static String trusted(Path bubblewrap, List<String> before, List<String> argv) {
        var text = new StringBuilder("exec");
        before.forEach(word -> text.append(' ').append(quote(word)));
        text.append(' ').append(quote(bubblewrap.toString()));
        return ended(text, argv, "");
    }

    private static String ended(StringBuilder text, List<String> argv, String more) {
        text.append(" --args 8 --json-status-fd 7 --");
        argv.forEach(word -> text.append(' ').append(quote(word)));
        // the three pipes have a reader and a writer by now, so no opening waits
        return text.append(" 7>/sys/control/status 8</sys/control/options")
                .append(more)
                .append(" </sys/in >/sys/out 2>/sys/err 3>&- 4>&- 5>&-\n")
                .toString();
    }

    private static String quote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
