package io.ultimatemcp.sandbox.bubblewrap;

import io.ultimatemcp.sandbox.cgroup.Groups;
import io.ultimatemcp.sandbox.linux.HostUser;
import io.ultimatemcp.sandbox.seccomp.Architecture;
import io.ultimatemcp.sandbox.seccomp.SeccompFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What stages are made from on this machine; immutable, shared by all of them. */
public final class Host {
    private static final String SYSTEM_PATH = "/usr/bin:/usr/local/bin:/bin:/usr/sbin:/sbin";

    private final Path bubblewrap;
    private final boolean root;
    private final boolean ownUsers;
    private final Optional<Groups> groups;
    private final byte[] filter;
    private final Layout layout;
    private final Map<String, byte[]> systemFiles;

    private Host(
            Path bubblewrap,
            boolean root,
            boolean ownUsers,
            Optional<Groups> groups,
            byte[] filter,
            Layout layout) {
        this.bubblewrap = bubblewrap;
        this.root = root;
        this.ownUsers = ownUsers;
        this.groups = groups;
        this.filter = filter;
        this.layout = layout;
        this.systemFiles = SystemFiles.read();
    }

    /** Reads the machine. */
    public static Host read(
            Path bubblewrap,
            Architecture architecture,
            Optional<Path> toolchain,
            Optional<Groups> groups)
            throws IOException {
        Layout layout = toolchain.isPresent() ? new Layout(toolchain.get()) : new Layout();
        return new Host(
                bubblewrap,
                HostUser.current() == 0,
                HostUser.canBecomeOthers(),
                groups,
                SeccompFilter.of(architecture),
                layout);
    }

    /**
     * The ways in which stages can be made here, best first: as root with a user for each job, as
     * root with our own, and, as root without rights or as an ordinary user, in a user namespace.
     */
    public List<Host> ways() {
        var ways = new ArrayList<Host>();
        if (ownUsers) {
            ways.add(this);
        }
        if (root) {
            ways.add(new Host(bubblewrap, true, false, groups, filter, layout));
        }
        ways.add(new Host(bubblewrap, false, false, groups, filter, layout));
        return ways;
    }

    /**
     * A program of the host, looked up on the operator's PATH and nowhere else: who takes a program
     * off it, or puts another in front, is taken at their word.
     */
    public static Optional<Path> find(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of((path.isBlank() ? SYSTEM_PATH : path).split(":"))
                .filter(directory -> directory.startsWith("/"))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Whether each stage gets a user of its own. */
    public boolean ownUsers() {
        return ownUsers;
    }

    /** Control groups, when we may make some. */
    public Optional<Groups> groups() {
        return groups;
    }

    Path bubblewrap() {
        return bubblewrap;
    }

    boolean root() {
        return root;
    }

    OptionalLong nextUser() {
        return ownUsers ? OptionalLong.of(HostUser.madeUp()) : OptionalLong.empty();
    }

    byte[] filter() {
        return filter;
    }

    Layout layout() {
        return layout;
    }

    Map<String, byte[]> systemFiles() {
        return systemFiles;
    }
}
