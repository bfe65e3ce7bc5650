package io.ultimatemcp.server.mcp;

import io.ultimatemcp.server.tool.Json;
import java.time.Instant;
import tools.jackson.core.JacksonException;

/**
 * The process that works on a task.
 *
 * @param node where it runs; of another node's processes nothing can be known here
 * @param startedAt tells it from a later process with the same number
 */
record Worker(String node, long pid, long startedAt) {

    static Worker current(String node) {
        var process = ProcessHandle.current();
        return new Worker(node, process.pid(), startOf(process));
    }

    static Worker parse(String text) {
        try {
            return Json.MAPPER.readValue(text, Worker.class);
        } catch (JacksonException e) {
            return new Worker("", -1, 0);
        }
    }

    String text() {
        return Json.MAPPER.writeValueAsString(this);
    }

    /** Whether its process can be looked for on {@code here}. */
    boolean isOf(String here) {
        return node.equals(here) || node.isEmpty();
    }

    /** The lease that it renews as long as it lives, for other nodes. */
    String lease() {
        return "worker " + node + " " + pid + " " + startedAt;
    }

    /** Whether the process is there; only of this node's own can that be known. */
    boolean isAlive() {
        return pid > 0
                && ProcessHandle.of(pid)
                        .filter(process -> startOf(process) == startedAt)
                        .isPresent();
    }

    private static long startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
