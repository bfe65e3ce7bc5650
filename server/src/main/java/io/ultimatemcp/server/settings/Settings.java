package io.ultimatemcp.server.settings;

import io.ultimatemcp.sandbox.egress.HostPattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything an operator may choose. A key is {@code group.name} in kebab case, in a file as YAML,
 * in the environment as {@code ULTIMATE_MCP_GROUP_NAME}.
 */
public record Settings(
        Data data,
        Http http,
        Auth auth,
        Sandbox sandbox,
        Graph graph,
        Ledger ledger,
        Retention retention,
        Backup backup,
        Log log) {

    /** Where things are kept. */
    public record Data(
            @Setting(doc = "Data directory; the default follows the XDG base directory rules.")
                    Path dir) {}

    /** The HTTP door. */
    public record Http(
            @Setting(
                            value = "127.0.0.1",
                            doc = "Address to listen on; loopback unless you mean it.")
                    String host,
            @Setting(
                            value = "8000",
                            min = 0,
                            max = 65_535,
                            doc = "Port to listen on; 0 takes a free one.")
                    int port,
            @Setting(
                            value = "4MiB",
                            min = 1024,
                            max = 1L << 30,
                            alias = "MAX_REQUEST_BYTES",
                            doc = "Largest request body, chunked or not.")
                    DataSize maxRequestBytes,
            @Setting(
                            alias = "ALLOWED_ORIGINS",
                            doc =
                                    "Browser origins that may call, beside loopback: https://host[:port], a list.")
                    List<String> allowedOrigins,
            @Setting(
                            value = "1024",
                            min = 1,
                            max = 65_536,
                            doc = "Calls worked on at the same time; more get 503.")
                    int maxInFlight,
            @Setting(
                            value = "10s",
                            min = 0,
                            max = 3_600,
                            doc = "How long a stop waits for running calls.")
                    Duration shutdownGrace) {}

    /** Who may enter. */
    public record Auth(
            @Setting(
                            alias = "AUTH_TOKEN",
                            doc =
                                    "One static bearer token with the admin role, at least 32 characters.")
                    Secret token) {}

    /** The box for strangers' programs. */
    public record Sandbox(
            @Setting(
                            value = "16",
                            min = 1,
                            max = 256,
                            doc = "Programs that run at the same time; more get 503.")
                    int maxConcurrent,
            @Setting(
                            value = "1GiB",
                            min = 16 << 20,
                            max = 1L << 40,
                            doc = "Most memory that one call may ask for, whatever its role.")
                    DataSize maxMemory,
            @Setting(
                            value = "600s",
                            min = 1,
                            max = 3_600,
                            doc = "Longest run of one call, whatever its role.")
                    Duration maxTimeout,
            @Setting(
                            doc =
                                    "Directory with further packages (bin, python, node_modules) that every sandbox sees read-only.")
                    Optional<Path> toolchain,
            @Setting(
                            value = "auto",
                            doc =
                                    "Isolation of programs: auto (t2), t2 (bubblewrap) or t3 (an OCI runtime).")
                    Tier tier,
            @Setting(
                            value = "crun",
                            doc = "Name or absolute path of the runtime command of tier t3.")
                    String ociRuntime,
            Egress egress,
            Sessions sessions,
            Roles roles) {}

    /** What programs may reach on the network. */
    public record Egress(
            @Setting(
                            doc =
                                    "Hosts that calls may let their programs reach: host, host:port, *.name or *.name:port, a list; none, no program has a network.")
                    List<HostPattern> hosts,
            @Setting(
                            value = "false",
                            doc =
                                    "Whether these may lead to private addresses; to this machine and its link only when named without *.")
                    boolean privateAddresses,
            @Setting(
                            value = "16",
                            min = 1,
                            max = 64,
                            doc = "Connections of one run at the same time; more are closed.")
                    int connections,
            @Setting(
                            value = "64MiB",
                            min = 1024,
                            max = 1L << 40,
                            doc = "Bytes that one run may send and receive together.")
                    DataSize bytes,
            @Setting(
                            value = "10s",
                            min = 1,
                            max = 300,
                            doc =
                                    "How long resolving and connecting may take, and a program to say its request.")
                    Duration connectTimeout,
            @Setting(
                            value = "30s",
                            min = 1,
                            max = 3_600,
                            doc = "How long a connection may be silent before it is closed.")
                    Duration idleTimeout) {}

    /** Interpreters that stay between calls. */
    public record Sessions(
            @Setting(
                            value = "4",
                            min = 1,
                            max = 256,
                            doc =
                                    "Sessions that one principal may have at the same time; one more ends its longest unused.")
                    int perPrincipal,
            @Setting(
                            value = "16",
                            min = 1,
                            max = 1_024,
                            doc =
                                    "Sessions at the same time; one more ends the longest unused. Each may hold its whole memory limit.")
                    int total,
            @Setting(
                            value = "10m",
                            min = 1,
                            max = 86_400,
                            doc = "How long a session may lie unused before it ends.")
                    Duration idle,
            @Setting(
                            value = "60m",
                            min = 1,
                            max = 86_400,
                            doc = "How long a session may live, used or not.")
                    Duration lifetime,
            @Setting(
                            value = "10s",
                            min = 0,
                            max = 300,
                            doc =
                                    "How long a call waits for another one in the same session; then it gets 409.")
                    Duration patience) {}

    /** Rungs of the isolation ladder; the sandbox refuses what it does not offer. */
    public enum Tier {
        AUTO,
        T1,
        T2,
        T3
    }

    /** What one principal may ask of the sandbox, by the greatest of its roles. */
    public record Roles(
            @Setting(
                            value = "30s",
                            min = 1,
                            max = 3_600,
                            doc =
                                    "Longest run of a caller with fewer rights than a developer; more is cut to it, and the result says so.")
                    Duration viewerMaxTimeout,
            @Setting(
                            value = "256MiB",
                            min = 256 << 20,
                            max = 1L << 40,
                            doc =
                                    "Most memory that a call of a caller with fewer rights than a developer may ask for.")
                    DataSize viewerMaxMemory,
            @Setting(
                            value = "2",
                            min = 1,
                            max = 256,
                            doc =
                                    "Programs that a caller with fewer rights than a developer may run at the same time; more get 429.")
                    int viewerMaxConcurrent,
            @Setting(
                            value = "300s",
                            min = 1,
                            max = 3_600,
                            doc =
                                    "Longest run of a developer; more is cut to it, and the result says so.")
                    Duration developerMaxTimeout,
            @Setting(
                            value = "1GiB",
                            min = 256 << 20,
                            max = 1L << 40,
                            doc = "Most memory that a call of a developer may ask for.")
                    DataSize developerMaxMemory,
            @Setting(
                            value = "8",
                            min = 1,
                            max = 256,
                            doc =
                                    "Programs that a developer may run at the same time; more get 429.")
                    int developerMaxConcurrent,
            @Setting(
                            value = "600s",
                            min = 1,
                            max = 3_600,
                            doc =
                                    "Longest run of an admin; more is cut to it, and the result says so.")
                    Duration adminMaxTimeout,
            @Setting(
                            value = "1GiB",
                            min = 256 << 20,
                            max = 1L << 40,
                            doc = "Most memory that a call of an admin may ask for.")
                    DataSize adminMaxMemory,
            @Setting(
                            value = "12",
                            min = 1,
                            max = 256,
                            doc = "Programs that an admin may run at the same time; more get 429.")
                    int adminMaxConcurrent) {}

    /** The graph: a local engine unless {@code uri} names another. */
    public record Graph(
            @Setting(
                            alias = "NEO4J_URI",
                            doc =
                                    "A Neo4j elsewhere: bolt, neo4j, or either with +s or +ssc; without it a local engine is used.")
                    Optional<BoltAddress> uri,
            @Setting(
                            value = "neo4j",
                            alias = "NEO4J_USER",
                            doc = "User name for the Neo4j elsewhere.")
                    String user,
            @Setting(alias = "NEO4J_PASSWORD", doc = "Password for the Neo4j elsewhere.")
                    Password password,
            @Setting(
                            value = "neo4j",
                            alias = "NEO4J_DATABASE",
                            doc = "Database of the Neo4j elsewhere.")
                    String database,
            @Setting(
                            value = "12",
                            min = 2,
                            max = 1_000,
                            doc = "Transactions at the same time; more wait for their turn.")
                    int connections,
            @Setting(
                            value = "60s",
                            min = 1,
                            max = 600,
                            doc =
                                    "How long a call waits for an engine that starts, or for its turn; then it gets 503.")
                    Duration patience,
            @Setting(
                            value = "256MiB",
                            min = 128 << 20,
                            max = 1L << 36,
                            doc = "Heap of the local engine.")
                    DataSize heap,
            @Setting(
                            value = "32MiB",
                            min = 8 << 20,
                            max = 1L << 36,
                            doc = "Memory of the local engine for pages of its store.")
                    DataSize pageCache,
            @Setting(
                            value = "64MiB",
                            min = 8 << 20,
                            max = 1L << 36,
                            doc =
                                    "Heap of the local engine that one transaction may hold; all together may hold twice as much.")
                    DataSize transactionMemory,
            @Setting(
                            value = "90s",
                            min = 5,
                            max = 3_600,
                            doc = "How long the local engine may take to start.")
                    Duration startTimeout,
            @Setting(
                            value = "15m",
                            min = 10,
                            max = 2_592_000,
                            doc = "The local engine is stopped after this long without use.")
                    Duration idle,
            @Setting(
                            value = "1h",
                            min = 1,
                            max = 2_592_000,
                            doc =
                                    "How old runs may get before a sleeping local engine is woken to take them in.")
                    Duration maxLag) {}

    /** The ledger: SQLite in the data directory unless {@code url} names a PostgreSQL. */
    public record Ledger(
            @Setting(
                            doc =
                                    "PostgreSQL that keeps the ledger: postgresql://HOST:5432/DATABASE?sslmode=verify-full; without it SQLite in the data directory does.")
                    Optional<LedgerAddress> url,
            @Setting(value = "ultimate_mcp", doc = "Role to log in to PostgreSQL as.") String user,
            @Setting(doc = "Password of that role.") Password password,
            @Setting(
                            value = "8",
                            min = 1,
                            max = 1_000,
                            doc = "Connections that read at the same time; one more writes.")
                    int connections) {}

    /** How long runs are kept; 0 sets no bound. */
    public record Retention(
            @Setting(
                            value = "0s",
                            min = 0,
                            max = 3_153_600_000L,
                            doc = "Runs that started longer ago are forgotten; 0s sets no bound.")
                    Duration maxAge,
            @Setting(
                            value = "1000000",
                            min = 0,
                            doc = "No more runs than this are kept, the newest; 0 sets no bound.")
                    int maxRuns,
            @Setting(
                            value = "20GiB",
                            min = 0,
                            doc =
                                    "Contents of all runs together (code, arguments, artifacts, long results) have no more bytes than this; 0 sets no bound.")
                    DataSize maxBytes,
            @Setting(
                            value = "1h",
                            min = 0,
                            max = 31_536_000,
                            doc = "A run that ended less long ago is kept whatever the bounds.")
                    Duration grace,
            @Setting(
                            value = "10m",
                            min = 0,
                            max = 31_536_000,
                            doc =
                                    "The bounds are applied each time this has passed; 0s leaves it to: ultimate-mcp retention run.")
                    Duration every) {}

    /** Copies of everything, in one file each. */
    public record Backup(
            @Setting(
                            doc =
                                    "Directory of the backups; the default is backups in the data directory.")
                    Optional<Path> dir,
            @Setting(doc = "Seals every backup; at least 32 characters, needed again to restore.")
                    Secret key,
            @Setting(
                            value = "7",
                            min = 1,
                            max = 10_000,
                            doc = "Backups that stay; the last good one always does.")
                    int keep,
            @Setting(
                            value = "0s",
                            min = 0,
                            max = 31_536_000,
                            doc = "A backup is made each time this has passed; 0s makes none.")
                    Duration every) {}

    /** What is written to stderr. */
    public record Log(
            @Setting(
                            value = "info",
                            alias = "LOG_LEVEL",
                            doc = "Least level: error, warn, info, debug or trace.")
                    LogLevel level,
            @Setting(value = "text", alias = "LOG_FORMAT", doc = "Form of a line: text or json.")
                    LogFormat format) {}

    /** Levels of logback. */
    public enum LogLevel {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }

    /** Forms of a log line. */
    public enum LogFormat {
        TEXT,
        JSON
    }
}
