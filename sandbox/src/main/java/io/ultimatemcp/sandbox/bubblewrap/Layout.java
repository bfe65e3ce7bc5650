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
    /** Without rights, and with no way to a user namespace in which it would have some. */
    private static final List<String> CONFINED =
            List.of(
                    "--unshare-all",
                    "--unshare-user",
                    "--uid",
                    "65534",
                    "--gid",
                    "65534",
                    "--disable-userns",
                    "--cap-drop",
                    "ALL");

    private static final List<String> TRUSTED =
            List.of(
                    "--unshare-pid",
                    "--unshare-ipc",
                    "--unshare-uts",
                    "--unshare-net",
                    "--unshare-cgroup-try",
                    "--as-pid-1");

    private final List<String> options = new ArrayList<>();
    private final List<String> masks = new ArrayList<>();

    Layout(SystemView view) {
        add("--die-with-parent", "--new-session");
        add("--hostname", "sandbox", "--clearenv");
        add("--perms", "0755", "--dir", "/usr");
        view.links().forEach((name, target) -> add("--symlink", target, name));
        add("--ro-bind", StageScript.PLACE + "/etc", "/etc");
        // what bubblewrap makes by itself is its own user's alone, and nests are of other users
        add("--perms", "0755", "--dir", "/opt");
        view.binds().forEach((inside, host) -> add("--ro-bind", host, inside));
        add("--proc", "/proc", "--dev", "/dev");
        // terminals of its own in a bounded number: the machine's are few and shared by all
        add("--dev-bind", StageScript.PLACE + "/pts", "/dev/pts");
        view.hiddenFiles().forEach(file -> mask("/dev/null", file));
        view.hiddenDirectories()
                .forEach(directory -> mask(StageScript.PLACE + "/empty", directory));
        add("--bind", StageScript.PLACE + "/shm", "/dev/shm");
        add("--bind", StageScript.PLACE + "/tmp", "/tmp");
        add("--bind", StageScript.PLACE + "/work", "/work");
        add("--ro-bind", StageScript.PLACE + "/job", "/job");
    }

    /**
     * The options for one program, each ended by NUL as {@code --args} reads them.
     *
     * @param ownNetwork whether bubblewrap makes its network namespace; else it is in one already
     */
    String options(Map<String, String> env, Map<String, String> binds, boolean ownNetwork) {
        var all = new ArrayList<>(CONFINED);
        if (!ownNetwork) {
            all.add("--share-net");
        }
        all.addAll(options);
        all.addAll(masks);
        binds.forEach((source, target) -> all.addAll(List.of("--ro-bind", source, target)));
        all.addAll(List.of("--remount-ro", "/proc"));
        return ended(all, env);
    }

    /**
     * The options for a program of ours that makes places for others. Its {@code /proc} hides
     * nothing, for the kernel lets it mount others only when it sees all of its own.
     *
     * @param rights whether it has every right in the user namespace that it is in already
     */
    String trusted(Map<String, String> env, boolean rights) {
        var all = new ArrayList<>(TRUSTED);
        all.addAll(
                rights
                        ? List.of("--cap-add", "ALL")
                        : List.of("--unshare-user", "--uid", "65534", "--gid", "65534"));
        all.addAll(options);
        return ended(all, env);
    }

    private static String ended(List<String> options, Map<String, String> env) {
        var all = new ArrayList<>(options);
        all.addAll(List.of("--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/work"));
        env.forEach((name, value) -> all.addAll(List.of("--setenv", name, value)));
        return String.join("\0", all) + "\0";
    }

    private void mask(String with, String path) {
        masks.addAll(List.of("--ro-bind", with, path));
    }

    private void add(String... words) {
        options.addAll(List.of(words));
    }
}
