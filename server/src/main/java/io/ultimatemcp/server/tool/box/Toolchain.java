package io.ultimatemcp.server.tool.box;

import io.ultimatemcp.sandbox.Job;
import io.ultimatemcp.sandbox.Language;
import io.ultimatemcp.sandbox.Limits;
import io.ultimatemcp.sandbox.Running;
import io.ultimatemcp.sandbox.Sandbox;
import io.ultimatemcp.server.tool.Json;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which interpreters programs meet in the sandbox, and which packages of the operator, by a digest
 * over their names and sizes. Asked inside it, once, because a directory of the operator may put
 * other interpreters first. Safe for any thread.
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

    private final Supplier<Sandbox> sandbox;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable Map<String, String> versions;

    Toolchain(Supplier<Sandbox> sandbox) {
        this.sandbox = sandbox;
    }

    /** What a run under these limits worked with, for its provenance. */
    ObjectNode provenance(String language, Limits limits) {
        var whole = Json.MAPPER.createObjectNode();
        var toolchain = whole.putObject("toolchain").put("language", language);
        var known = facts();
        put(toolchain, "interpreter", known.get(language));
        put(toolchain, "system", known.get("system"));
        put(toolchain, "packages_sha256", known.get("packages"));
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

    /** Empty while the sandbox has no place to ask in; the next run asks again. */
    private Map<String, String> facts() {
        var known = versions;
        if (known == null) {
            asking.lock();
            try {
                known = versions == null ? ask() : versions;
                versions = known;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                asking.unlock();
            }
        }
        return known == null ? Map.of() : known;
    }

    private @Nullable Map<String, String> ask() throws InterruptedException {
        var job = Job.script(Language.BASH, VERSIONS);
        if (!(sandbox.get().start(job, (_, _) -> {}) instanceof Running running)) {
            return null;
        }
        var report = running.await();
        if (report.returnCode() != 0) {
            return null;
        }
        return report.stdout()
                .window()
                .lines()
                .map(line -> line.split("\t", 2))
                .filter(parts -> parts.length == 2)
                .collect(Collectors.toUnmodifiableMap(parts -> parts[0], parts -> parts[1]));
    }

    private static void put(ObjectNode into, String name, @Nullable String fact) {
        if (fact != null && !fact.isBlank()) {
            into.put(name, fact);
        }
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
