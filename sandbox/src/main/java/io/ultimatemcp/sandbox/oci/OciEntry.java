package io.ultimatemcp.sandbox.oci;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ultimatemcp.sandbox.bubblewrap.Entry;
import io.ultimatemcp.sandbox.bubblewrap.Launch;
import io.ultimatemcp.sandbox.bubblewrap.SystemView;
import io.ultimatemcp.sandbox.linux.HostUser;
import io.ultimatemcp.sandbox.seccomp.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Becomes a runtime command that runs one container to its end.
 *
 * <p>The stage becomes {@code unshare}, which dies with the server and takes along a process
 * namespace; in that runs the runtime, and below it the container in a namespace of its own. So one
 * kill ends all three, and a runtime that was killed leaves no container behind. The bundle, the
 * root directory and the runtime's own state are in the stage's file system and gone with it. The
 * runtime finds the control groups read-only and makes none: the stage is in ours already.
 *
 * <p>The container's first process is a shell from a file that it may execute but not read: the
 * kernel then lets nobody of the same user look into it. It waits for the program and reaps what
 * the program leaves.
 */
public final class OciEntry implements Entry {
    private static final List<String> MOUNT_POINTS =
            List.of("etc", "proc", "dev", "tmp", "work", "job");
    private static final String INIT = "exec 3>&2 2>/dev/null; \"$@\" 2>&3 3>&-; exit $?";
    private static final int EXECUTE_ONLY = 0711;

    private final RuntimeCommand runtime;
    private final ContainerConfig config;
    private final SystemView view;
    private final byte[] shell;

    public OciEntry(RuntimeCommand runtime, Architecture architecture, SystemView view)
            throws IOException {
        this.runtime = runtime;
        this.config = new ContainerConfig(architecture, view);
        this.view = view;
        this.shell = Files.readAllBytes(Path.of("/bin/sh"));
    }

    @Override
    public String prepare() {
        return """
        mkdir -p fs/cgroup && mount -n -t cgroup2 -o ro none fs/cgroup || exit 125
        """;
    }

    @Override
    public void furnish(Path base) throws IOException {
        Path root = Files.createDirectory(base.resolve("root"));
        Files.createDirectory(base.resolve("state"));
        Files.createDirectory(base.resolve("control/bundle"));
        for (String name : MOUNT_POINTS) {
            Files.createDirectory(root.resolve(name));
        }
        for (Map.Entry<String, String> link : view.links().entrySet()) {
            Files.createSymbolicLink(below(root, link.getKey()), Path.of(link.getValue()));
        }
        for (Map.Entry<String, String> bind : view.binds().entrySet()) {
            mountPoint(root, bind.getKey(), bind.getValue());
        }
        Path init = Files.write(base.resolve("job/init"), shell, StandardOpenOption.CREATE_NEW);
        Files.setAttribute(init, "unix:mode", EXECUTE_ONLY);
    }

    @Override
    public String script(Path base, Launch launch, OptionalLong user) throws IOException {
        for (Map.Entry<String, String> bind : launch.binds().entrySet()) {
            mountPoint(base.resolve("root"), bind.getValue(), bind.getKey());
        }
        var argv = new ArrayList<>(List.of("/job/init", "-c", INIT, "init"));
        argv.addAll(launch.argv());
        Files.writeString(
                base.resolve("control/bundle/config.json"),
                config.json(argv, launch, HostUser.madeUp(), user.orElseThrow()),
                UTF_8,
                StandardOpenOption.CREATE_NEW);
        return "exec setpriv --pdeathsig KILL unshare --pid --fork --kill-child --mount-proc "
                + quote(runtime.path().toString())
                + " --root "
                + PLACE
                + "/state "
                + runtime.globals().stream().map(OciEntry::quote).collect(Collectors.joining(" "))
                + " run --bundle "
                + PLACE
                + "/control/bundle job </sys/in >/sys/out 2>/sys/err 3>&- 4>&- 5>&-\n";
    }

    @Override
    public int overhead() {
        return runtime.overhead();
    }

    @Override
    public boolean needsOwnUsers() {
        return true;
    }

    /** Binds need something to lie over: a directory, or a file over a file. */
    private static void mountPoint(Path root, String inside, String host) throws IOException {
        Path point = below(root, inside);
        if (inside.startsWith("/etc/")) {
            return; // in the made /etc, which the stage furnishes
        }
        if (Files.isDirectory(Path.of(host))) {
            Files.createDirectories(point);
        } else {
            Files.createDirectories(point.getParent());
            if (!Files.exists(point)) {
                Files.createFile(point);
            }
        }
    }

    private static Path below(Path root, String absolute) {
        return root.resolve(absolute.substring(1));
    }

    private static String quote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
