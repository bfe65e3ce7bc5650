package io.ultimatemcp.graphengine;

import inet.ipaddr.IPAddressString;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.neo4j.configuration.GraphDatabaseInternalSettings;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.connectors.HttpConnector;
import org.neo4j.configuration.connectors.HttpsConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.graphdb.config.Setting;

/**
 * The settings of the engine: what a query may reach, what it may use, and how little the engine
 * itself takes.
 */
final class Configuration {
    private static final long MEGABYTE = 1 << 20;

    /** What Cypher may call; the client refuses the rest as well, with a better sentence. */
    private static final List<String> PROCEDURES =
            List.of(
                    "db.labels",
                    "db.relationshipTypes",
                    "db.propertyKeys",
                    "db.awaitIndex",
                    "db.awaitIndexes",
                    "db.schema.*",
                    "db.index.fulltext.*",
                    "db.index.vector.*");

    private Configuration() {}

    static Map<Setting<?>, Object> of(EngineOptions options) {
        var settings = new HashMap<Setting<?>, Object>();
        settings.putAll(door(options));
        settings.putAll(reach());
        settings.putAll(use(options));
        return Map.copyOf(settings);
    }

    private static Map<Setting<?>, Object> door(EngineOptions options) {
        return Map.of(
                GraphDatabaseSettings.auth_enabled, true,
                BoltConnector.enabled, true,
                BoltConnector.listen_address, new SocketAddress("127.0.0.1", options.port()),
                BoltConnector.thread_pool_min_size, 2,
                BoltConnector.thread_pool_max_size, 40,
                BoltConnector.server_bolt_telemetry_enabled, false,
                HttpConnector.enabled, false,
                HttpsConnector.enabled, false,
                GraphDatabaseSettings.udc_enabled, false);
    }

    private static Map<Setting<?>, Object> reach() {
        return Map.of(
                GraphDatabaseSettings.allow_file_urls,
                false,
                // Every address, not the private ranges alone: no query of ours has business on a
                // network.
                GraphDatabaseInternalSettings.cypher_ip_blocklist,
                Stream.of("0.0.0.0/0", "::/0").map(IPAddressString::new).toList(),
                GraphDatabaseSettings.procedure_allowlist,
                PROCEDURES,
                GraphDatabaseSettings.procedure_unrestricted,
                List.of());
    }

    private static Map<Setting<?>, Object> use(EngineOptions options) {
        long transaction = options.transactionMegabytes() * MEGABYTE;
        var settings = new HashMap<Setting<?>, Object>();
        settings.put(GraphDatabaseSettings.memory_transaction_max_size, transaction);
        settings.put(GraphDatabaseSettings.memory_transaction_global_max_size, 2 * transaction);
        settings.put(GraphDatabaseSettings.transaction_timeout, Duration.ofMinutes(2));
        settings.put(GraphDatabaseSettings.lock_acquisition_timeout, Duration.ofSeconds(15));
        settings.put(
                GraphDatabaseSettings.transaction_monitor_check_interval, Duration.ofMillis(200));
        settings.put(GraphDatabaseSettings.shutdown_transaction_end_timeout, Duration.ofSeconds(1));
        settings.put(
                GraphDatabaseSettings.pagecache_memory, options.pageCacheMegabytes() * MEGABYTE);
        settings.put(GraphDatabaseSettings.query_cache_size, 200);
        // Neo4j's own figures are for servers: 256 MB reserved for the first log file alone.
        settings.put(GraphDatabaseSettings.preallocate_logical_logs, false);
        settings.put(GraphDatabaseSettings.logical_log_rotation_threshold, 16 * MEGABYTE);
        settings.put(GraphDatabaseSettings.keep_logical_logs, "2 files");
        settings.put(GraphDatabaseSettings.log_queries, GraphDatabaseSettings.LogQueryLevel.OFF);
        // Netty waits this long for late work before it closes: two seconds for each of its groups.
        settings.put(
                GraphDatabaseInternalSettings.netty_server_shutdown_quiet_period, Duration.ZERO);
        return settings;
    }
}
