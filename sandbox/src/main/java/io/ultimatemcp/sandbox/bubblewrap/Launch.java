package io.ultimatemcp.sandbox.bubblewrap;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a stage becomes.
 *
 * @param argv program and arguments
 * @param env the whole environment of the program
 * @param binds further read-only binds: host path to path inside
 * @param fileBytes largest size of a file
 * @param cpuSeconds CPU time of each process
 * @param processes limit of processes of the user, where the user is the job's own
 */
public record Launch(
        List<String> argv,
        Map<String, String> env,
        Map<String, String> binds,
        long fileBytes,
        long cpuSeconds,
        OptionalInt processes) {
    /** Copies the collections. */
    public Launch {
        argv = List.copyOf(argv);
        env = Map.copyOf(env);
        binds = Map.copyOf(binds);
    }
}
