package io.ultimatemcp.sandbox.bubblewrap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a program finds in its sandbox, as bubblewrap's options: {@code /usr} of the host and a made
 * {@code /etc}, both read-only; {@code /work}, {@code /tmp} and {@code /dev/shm} on the stage's
 * bounded file system; nothing of the host's {@code /home}, {@code /root}, {@code /var}, {@code
 * /run}. Read once from the host, then immutable.
 */
final class Layout {
    private final List<String> options = new ArrayList<>();

    Layout(SystemView view) {
        add("--unshare-all", "--unshare-user", "--uid", "65534", "--gid", "65534");
        add("--disable-userns", "--cap-drop", "ALL", "--die-with-parent", "--new-session");
        add("--hostname", "sandbox", "--clearenv");
        add("--perms", "0755", "--dir", "/usr");
        view.links().forEach((name, target) -> add("--symlink", target, name));
        add("--ro-bind", StageScript.PLACE + "/etc", "/etc");
        view.binds().forEach((inside, host) -> add("--ro-bind", host, inside));
        add("--proc", "/proc", "--dev", "/dev");
        view.hiddenFiles().forEach(file -> add("--ro-bind", "/dev/null", file));
        view.hiddenDirectories()
                .forEach(directory -> add("--ro-bind", StageScript.PLACE + "/empty", directory));
        add("--bind", StageScript.PLACE + "/shm", "/dev/shm");
        add("--bind", StageScript.PLACE + "/tmp", "/tmp");
        add("--bind", StageScript.PLACE + "/work", "/work");
        add("--ro-bind", StageScript.PLACE + "/job", "/job");
    }

    /** The options for one program, each ended by NUL as {@code --args} reads them. */
    String options(Map<String, String> env, Map<String, String> binds) {
        var all = new ArrayList<>(options);
        binds.forEach((source, target) -> all.addAll(List.of("--ro-bind", source, target)));
        all.addAll(List.of("--remount-ro", "/dev", "--remount-ro", "/proc", "--remount-ro", "/"));
        all.addAll(List.of("--chdir", "/work"));
        env.forEach((name, value) -> all.addAll(List.of("--setenv", name, value)));
        return String.join("\0", all) + "\0";
    }

    private void add(String... words) {
        options.addAll(List.of(words));
    }
}
