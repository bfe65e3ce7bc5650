package io.ultimatemcp.sandbox;

import java.util.List;

/**
 * What stands between a job and the machine; true of this machine now, not of the design.
 *
 * @param engine {@code bubblewrap}, or {@code bubblewrap+zygote} where namespaces of the job's own
 *     were made inside a bubblewrap; else the name of a runtime command
 * @param version of the engine, as in {@code 0.8.0}
 * @param tier {@code T2}
 * @param network {@code none}: an empty network namespace; {@code proxy}: one from which the hosts
 *     that the job was allowed are reached through a filtering proxy, and nothing else
 * @param seccomp whether the system call filter is loaded
 * @param memory how the memory of the tree is limited
 * @param memoryLimit bytes, for this job
 * @param processes how the number of processes is limited
 * @param processLimit for this job
 * @param namespaces the kernel namespaces that are its own
 * @param hostUser number of the user that its processes are on the host
 * @param gaps sentences on what cannot be bounded here; empty when all is
 */
public record Isolation(
        String engine,
        String version,
        String tier,
        String network,
        boolean seccomp,
        Mechanism memory,
        long memoryLimit,
        Mechanism processes,
        int processLimit,
        List<String> namespaces,
        long hostUser,
        List<String> gaps) {

    /** Copies the lists. */
    public Isolation {
        namespaces = List.copyOf(namespaces);
        gaps = List.copyOf(gaps);
    }

    /** The same with another network. */
    Isolation withNetwork(String other) {
        return new Isolation(
                engine,
                version,
                tier,
                other,
                seccomp,
                memory,
                memoryLimit,
                processes,
                processLimit,
                namespaces,
                hostUser,
                gaps);
    }

    /** What enforces a limit. */
    public enum Mechanism {
        /** Unified control groups. */
        CGROUP_V2,
        /** Legacy control groups. */
        CGROUP_V1,
        /** A thread of ours that sums up the tree and kills it. */
        WATCHER,
        /** Resource limits of each process. */
        RLIMIT;

        /** The name in lower case, as in {@code cgroup_v2}. */
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
