package io.ultimatemcp.graph.engine;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Which engine to use. */
public sealed interface EngineSettings {

    /**
     * A child process on this machine.
     *
     * @param java the {@code java} command to run it with
     * @param jars the directory of its jars
     * @param startCache where the JVM's archive of its classes is, or is put when there is none;
     *     many homes may share it
     * @param home everything it writes: store, logs, password; made when missing, mode 0700
     * @param heapMegabytes its heap
     * @param transactionMegabytes how much of the heap one transaction may hold
     * @param pageCacheMegabytes its memory for pages of the store, outside the heap
     * @param startLimit how long it may take until it answers
     * @param idle after this long without a call it is stopped; the next call starts it again
     */
    record Local(
            Path java,
            Path jars,
            Path startCache,
            Path home,
            int heapMegabytes,
            int transactionMegabytes,
            int pageCacheMegabytes,
            Duration startLimit,
            Duration idle)
            implements EngineSettings {
        /** The usual figures, with the JVM that runs this. */
        public static Local of(Path jars, Path home) {
            return new Local(
                    Path.of(System.getProperty("java.home"), "bin", "java"),
                    jars,
                    home.resolve("engine.jsa"),
                    home,
                    256,
                    64,
                    32,
                    Duration.ofSeconds(90),
                    Duration.ofMinutes(15));
        }
    }

    /**
     * A Neo4j elsewhere.
     *
     * @param uri {@code bolt}, {@code neo4j}, or either with {@code +s} or {@code +ssc}
     * @param database the database to use
     */
    record Remote(URI uri, String user, Secret password, String database)
            implements EngineSettings {}
}
