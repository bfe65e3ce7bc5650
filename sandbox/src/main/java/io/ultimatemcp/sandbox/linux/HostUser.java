package io.ultimatemcp.sandbox.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Who this process is on the host, and which made-up users it may hand out. */
public final class HostUser {
    /** The first made-up user; a zygote's own. Jobs get those after it. */
    public static final long FIRST = 1_879_048_192L;

    /** How many there are. */
    public static final int COUNT = 1 << 24;

    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(COUNT));

    private HostUser() {}

    /** Effective user number of this process. */
    public static long current() {
        return field("/proc/self/status", "Uid:", 2);
    }

    /** Whether this process is root and may become any of the made-up users. */
    public static boolean canBecomeOthers() {
        try {
            return current() == 0
                    && Files.readAllLines(Path.of("/proc/self/uid_map")).stream()
                            .map(line -> line.strip().split("\\s+"))
                            .anyMatch(map ->
                                    Long.parseLong(map[0]) <= FIRST
                                            && Long.parseLong(map[0]) + Long.parseLong(map[2])
                                                    >= FIRST + COUNT);
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * A user number that no account has and that comes round only after 16 million others. With one
     * for each job, what the kernel counts by user (keys, watches, pipe pages) is the job's own.
     */
    public static long madeUp() {
        return FIRST + 1 + Math.floorMod(NEXT.getAndIncrement(), COUNT - 1);
    }

    private static long field(String file, String key, int column) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(key))
                    .map(line -> Arrays.asList(line.split("\\s+")).get(column))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            return -1;
        }
    }
}
