package io.ultimatemcp.sandbox.linux;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What {@code /proc} says of processes; a process that is gone is an empty answer, no error. */
public final class ProcessTable {
    /** The kernel's USER_HZ, 100 on every architecture that Java runs on. */
    private static final long NANOS_PER_TICK = 10_000_000L;

    /** TCP sockets; to list them the kernel walks through those of the whole machine. */
    private static final int FEW = 8;

    /** The field of {@code stat}, counted from the state. */
    private static final int START = 19;

    /** The field of {@code net/tcp} with the bytes not yet sent and not yet read. */
    private static final int QUEUES = 4;

    private ProcessTable() {}

    /** Whether the process exists and is more than a zombie. */
    public static boolean isAlive(long pid) {
        return stat(pid).map(fields -> !"ZX".contains(fields[0])).orElse(false);
    }

    /** When it started, in clock ticks since the machine did; empty when it is gone. */
    public static OptionalLong start(long pid) {
        return stat(pid)
                .map(fields -> OptionalLong.of(ticks(fields, START)))
                .orElse(OptionalLong.empty());
    }

    /** Sends SIGKILL; does nothing to a process that is gone. */
    public static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    /**
     * Sends SIGINT, through {@code kill} because Java cannot; does nothing to a process that is
     * gone.
     *
     * @throws InterruptedException when interrupted while waiting for {@code kill}
     */
    public static void interrupt(long pid) throws InterruptedException {
        var builder = new ProcessBuilder("/bin/sh", "-c", "kill -INT \"$1\"", "sh", "" + pid);
        builder.environment().clear();
        try {
            builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its children, the eldest first. */
    public static List<Long> children(long pid) {
        return Stream.of(read(pid, "task/" + pid + "/children").orElse("").split(" ", -1))
                .filter(child -> !child.isBlank())
                .map(child -> Long.parseLong(child.strip()))
                .toList();
    }

    /** The process and all that descend from it, as far as they live; at most {@code limit}. */
    public static List<Long> tree(long root, int limit) {
        var found = new ArrayList<Long>();
        var next = new ArrayDeque<Long>(List.of(root));
        while (!next.isEmpty() && found.size() < limit) {
            long pid = next.remove();
            found.add(pid);
            next.addAll(children(pid));
        }
        return found;
    }

    /**
     * The child of {@code parent} that the parent, in a pid namespace of its own, knows as {@code
     * inner}, and that is the first process of another.
     */
    public static OptionalLong child(long parent, long inner) {
        for (long child : children(parent).reversed()) {
            List<String> numbers =
                    line(child, "status", "NSpid:")
                            .map(line -> List.of(line.strip().split("\\s+")))
                            .orElse(List.of());
            int last = numbers.size() - 1;
            if (last > 2 && numbers.get(last - 1).equals(Long.toString(inner))) {
                return OptionalLong.of(child);
            }
        }
        return OptionalLong.empty();
    }

    /** User and system time of the process and its waited-for children, in nanoseconds. */
    public static long cpuNanos(long pid) {
        return stat(pid)
                .map(f -> ticks(f, 11) + ticks(f, 12) + ticks(f, 13) + ticks(f, 14))
                .map(ticks -> ticks * NANOS_PER_TICK)
                .orElse(0L);
    }

    /** Number of its threads. */
    public static int threads(long pid) {
        return stat(pid).map(f -> Integer.parseInt(f[17])).orElse(0);
    }

    /**
     * Its share of the memory that it maps, in bytes: shared pages are split among the sharers; and
     * the tables that map it.
     */
    public static long memory(long pid) {
        return kibibytes(pid, "smaps_rollup", "Pss:") + kibibytes(pid, "status", "VmPTE:");
    }

    private static long kibibytes(long pid, String file, String key) {
        return line(pid, file, key)
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .orElse(0L);
    }

    /** Sockets of every kind in the network namespace of the process; 0 when that is our own. */
    public static int sockets(long pid) {
        if (network("" + pid).equals(network("self"))) {
            return 0;
        }
        return number(pid, "net/sockstat", "sockets: used ");
    }

    /**
     * Bytes that wait in the TCP sockets of the network namespace of the process; 0 when that is
     * our own, or has so few of them that a look at each is not worth its time.
     */
    public static long tcpBytes(long pid) {
        int sockets =
                number(pid, "net/sockstat", "TCP: inuse ")
                        + number(pid, "net/sockstat6", "TCP6: inuse ");
        if (sockets <= FEW || network("" + pid).equals(network("self"))) {
            return 0;
        }
        return Stream.of("net/tcp", "net/tcp6")
                .flatMap(file -> read(pid, file).stream())
                .flatMap(text -> text.lines().skip(1))
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > QUEUES)
                .map(fields -> fields[QUEUES].split(":", -1))
                .mapToLong(queues -> Long.parseLong(queues[0], 16) + Long.parseLong(queues[1], 16))
                .sum();
    }

    private static int number(long pid, String file, String before) {
        return line(pid, file, before)
                .map(line -> line.substring(before.length()).split(" ", -1)[0])
                .map(Integer::parseInt)
                .orElse(0);
    }

    /** As in {@code net:[4026531840]}; that of a process that is gone counts as our own. */
    private static String network(String process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", process, "ns/net")).toString();
        } catch (IOException e) {
            return process.equals("self") ? "" : network("self");
        }
    }

    private static Optional<String> line(long pid, String file, String key) {
        return read(pid, file)
                .flatMap(text -> text.lines().filter(line -> line.startsWith(key)).findFirst());
    }

    private static long ticks(String[] fields, int index) {
        return Long.parseLong(fields[index]);
    }

    /** Fields after the name, which may itself hold spaces and brackets; the first is the state. */
    private static Optional<String[]> stat(long pid) {
        return read(pid, "stat")
                .map(text -> text.substring(text.lastIndexOf(')') + 1).strip().split(" ", -1))
                .filter(fields -> fields.length > 20);
    }

    private static Optional<String> read(long pid, String name) {
        try {
            return Optional.of(Files.readString(Path.of("/proc/" + pid + "/" + name)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
