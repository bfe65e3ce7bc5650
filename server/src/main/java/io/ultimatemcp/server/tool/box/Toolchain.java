package io.ultimatemcp.server.tool.box;

import io.ultimatemcp.sandbox.Job;
import io.ultimatemcp.sandbox.Language;
import io.ultimatemcp.sandbox.Limits;
import io.ultimatemcp.sandbox.Running;
import io.ultimatemcp.sandbox.Sandbox;
import io.ultimatemcp.server.tool.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which interpreters programs meet in the sandbox, and which packages of the operator, by a digest
 * over their names and sizes. Asked inside it, once, because a directory of the operator may put
 * other interpreters first; by one thread, while runs of others go on without. A question that had
 * no whole answer is asked again, but not soon, for it may take as long as a program may. Safe for
 * any thread.
 */
final class Toolchain {
    private static final String VERSIONS =
            """
            printf 'python\\t%s\\n' "$(python3 --version 2>&1)"
            printf 'javascript\\tNode.js %s\\n' "$(node --version 2>&1)"
            printf 'bash\\tGNU bash %s\\n' "$BASH_VERSION"
            printf 'system\\t%s\\n' "$(. /usr/lib/os-release 2>/dev/null && printf %s "$PRETTY_NAME")"
            if [ -d /opt/toolchain ]; then
              printf 'packages\\t%s\\n' "$(cd /opt/toolchain && find . ! -type d -printf '%P %s\\n' |
                LC_ALL=C sort | sha256sum | cut -d ' ' -f 1)"
            fi
            """;

    private static final Duration AGAIN = Duration.ofMinutes(5);

    private final Supplier<Sandbox> sandbox;
    private final InstantSource clock;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Known known = new Known(Map.of(), Instant.MIN);

    Toolchain(Supplier<Sandbox> sandbox, InstantSource clock) {
        this.sandbox = sandbox;
        this.clock = clock;
    }

    /** What a run under these limits worked with, for its provenance. */
    ObjectNode provenance(String language, Limits limits) {
        var whole = Json.MAPPER.createObjectNode();
        var toolchain = whole.putObject("toolchain").put("language", language);
        var facts = facts();
        put(toolchain, "interpreter", facts.get(language));
        put(toolchain, "system", facts.get("system"));
        put(toolchain, "packages_sha256", facts.get("packages"));
        whole.putObject("limits")
                .put("wall_seconds", seconds(limits.wall()))
                .put("cpu_seconds", seconds(limits.cpu()))
                .put("memory_bytes", limits.memory())
                .put("processes", limits.processes())
                .put("disk_bytes", limits.disk())
                .put("inodes", limits.inodes())
                .put("output_bytes", limits.output());
        return whole;
    }

    /** Empty, or not all, until the question was answered. */
    private Map<String, String> facts() {
        if (isDue() && asking.tryLock()) {
            try {
                if (isDue()) {
                    known = ask();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                asking.unlock();
            }
        }
        return known.facts;
    }

    private boolean isDue() {
        return !clock.instant().isBefore(known.until);
    }

    private Known ask() throws InterruptedException {
        var job = Job.script(Language.BASH, VERSIONS);
        if (!(sandbox.get().start(job, (_, _) -> {}) instanceof Running running)) {
            return known; // no place to ask in, which the next run may find
        }
        var report = running.await();
        var facts = new HashMap<>(known.facts);
        report.stdout()
                .window()
                .lines()
                .map(line -> line.split("\t", 2))
                .filter(parts -> parts.length == 2)
                .forEach(parts -> facts.put(parts[0], parts[1]));
        return new Known(
                Map.copyOf(facts),
                report.returnCode() == 0 ? Instant.MAX : clock.instant().plus(AGAIN));
    }

    private static void put(ObjectNode into, String name, @Nullable String fact) {
        if (fact != null && !fact.isBlank()) {
            into.put(name, fact);
        }
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /** What is known, and when to ask again. */
    private record Known(Map<String, String> facts, Instant until) {}
}
