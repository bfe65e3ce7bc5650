package io.ultimatemcp.server.cli;

import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The stored runs of one data directory and what keeps them, as the commands need them. */
public interface RunDesk {
    /**
     * A page of runs, the newest first: {@code runs[], next_cursor?}.
     *
     * @param filter {@code tool, principal, outcome, language, since, until, code_sha256, limit,
     *     cursor}, each as REST takes it
     */
    ObjectNode list(Map<String, String> filter);

    /** One run with its result. */
    ObjectNode show(String id);

    /** Deletes one run. */
    void remove(String id);

    /** Applies the bounds of what is kept, or tells what would go. */
    ObjectNode retain(boolean dryRun);

    /**
     * Reads all contents and the audit chain: {@code whole, contents, bytes, damaged, damages[],
     * audit}.
     */
    ObjectNode verify();
}
