package io.ultimatemcp.graph.engine;

import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.neo4j.driver.AuthTokens;
import org.neo4j.driver.Config;
import org.neo4j.driver.Driver;
import org.neo4j.driver.GraphDatabase;

/**
 * Opens drivers with the limits that fit this room: the callers above already bound how many there
 * are at a time.
 */
final class Drivers {
    private Drivers() {}

    // The driver tells of every start and stop; what matters of it reaches our own log.
    @SuppressWarnings("deprecation")
    static Driver open(URI uri, String user, Secret password, int connections) {
        Config config =
                Config.builder()
                        .withUserAgent("ultimate-mcp")
                        .withMaxConnectionPoolSize(connections)
                        .withConnectionAcquisitionTimeout(10, TimeUnit.SECONDS)
                        .withConnectionTimeout(5, TimeUnit.SECONDS)
                        .withConnectionLivenessCheckTimeout(60, TimeUnit.SECONDS)
                        .withFetchSize(500)
                        .withEventLoopThreads(1)
                        .withTelemetryDisabled(true)
                        .withLogging(org.neo4j.driver.Logging.none())
                        .build();
        return GraphDatabase.driver(uri, AuthTokens.basic(user, password.value()), config);
    }
}
