package io.ultimatemcp.sandbox.bubblewrap;

import io.ultimatemcp.sandbox.cgroup.Groups;
import io.ultimatemcp.sandbox.linux.HostUser;
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

    private final Entry entry;
    private final boolean root;
    private final boolean ownUsers;
    private final boolean ownNetwork;
    private final Optional<Groups> groups;
    private final Map<String, byte[]> systemFiles;

    private Host(
            Entry entry,
            boolean root,
            boolean ownUsers,
            boolean ownNetwork,
            Optional<Groups> groups) {
        this.entry = entry;
        this.root = root;
        this.ownUsers = ownUsers;
        this.ownNetwork = ownNetwork;
        this.groups = groups;
        this.systemFiles = SystemFiles.read();
    }

    /** Reads the machine. */
    public static Host read(Entry entry, Optional<Groups> groups) {
        return new Host(entry, HostUser.current() == 0, HostUser.canBecomeOthers(), false, groups);
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
            ways.add(new Host(entry, true, false, false, groups));
        }
        ways.add(new Host(entry, false, false, false, groups));
        return ways;
    }

    /**
     * A program of the host, absolute or looked up on the operator's PATH and nowhere else: who
     * takes a program off it, or puts another in front, is taken at their word.
     */
    public static Optional<Path> find(String name) {
        if (name.startsWith("/")) {
            return Optional.of(Path.of(name)).filter(Files::isExecutable);
        }
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

    /** The same machine, where stages become something else. */
    public Host becoming(Entry other) {
        return new Host(other, root, ownUsers, ownNetwork, groups);
    }

    /**
     * The same machine, where the network namespace is made by the stage instead of its entry, so
     * that a program of ours can be beside the stranger's in it; empty when the entry cannot.
     */
    public Optional<Host> withOwnNetwork() {
        return entry.inNetworkOfStage()
                .map(within -> new Host(within, root, ownUsers, true, groups));
    }

    /** A user for a job, as a number of the host; empty when it is this process's own. */
    public OptionalLong nextUser() {
        return ownUsers ? OptionalLong.of(HostUser.madeUp()) : OptionalLong.empty();
    }

    Entry entry() {
        return entry;
    }

    boolean ownNetwork() {
        return ownNetwork;
    }

    boolean root() {
        return root;
    }

    Map<String, byte[]> systemFiles() {
        return systemFiles;
    }
}
