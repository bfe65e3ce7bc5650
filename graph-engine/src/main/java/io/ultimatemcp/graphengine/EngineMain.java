package io.ultimatemcp.graphengine;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.ConnectorPortRegister;
import org.neo4j.configuration.connectors.ConnectorType;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.kernel.internal.GraphDatabaseAPI;

/**
 * The program: opens the store, prints one line {@code ready 127.0.0.1:PORT} on standard output
 * once Bolt answers, serves until SIGTERM or the end of standard input, which is how it learns that
 * its parent is gone, closes the store and prints {@code stopped}. Exit code 2 is a wrong command
 * line, 1 a store that could not be opened or a parent that left before; memory exhaustion ends the
 * process as the JVM's own flags say.
 */
public final class EngineMain {
    /** Longer than any store takes to close; what is left then is recovered at the next start. */
    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(15);

    private EngineMain() {}

    /**
     * Starts the engine and returns when standard input ends.
     *
     * @param arguments see {@link EngineOptions}
     */
    public static void main(String[] arguments) {
        EngineOptions options;
        try {
            options = EngineOptions.parse(arguments);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        // Our own hook closes the store; Log4j's would close the log before it, or fail to register
        // during it.
        System.setProperty("log4j.shutdownHookEnabled", "false");
        var parent = Parent.watch(System.in);
        try {
            serve(open(options), parent);
        } catch (IOException | RuntimeException failed) {
            failed.printStackTrace();
            System.exit(1);
        }
    }

    private static void serve(DatabaseManagementService service, Parent parent) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(service), "shutdown"));
        System.out.println("ready 127.0.0.1:" + port(service));
        if (parent.awaitFarewell() == Parent.Farewell.AT_LEISURE) {
            System.exit(0);
        }
        // Nobody waits for what the JVM does at an orderly end, such as keeping its classes.
        close(service);
        Runtime.getRuntime().halt(0);
    }

    private static void close(DatabaseManagementService service) {
        Thread.ofPlatform()
                .daemon()
                .name("impatience")
                .start(() -> {
                    LockSupport.parkNanos(LONGEST_CLOSE.toNanos());
                    Runtime.getRuntime().halt(1);
                });
        service.shutdown();
        System.out.println("stopped");
    }

    private static DatabaseManagementService open(EngineOptions options) throws IOException {
        var account = Account.read(options.passwordFile());
        boolean first = !Files.isDirectory(options.home().resolve("data").resolve("databases"));
        if (first) {
            account.prepareFirstStart(options.home());
        }
        var service =
                new DatabaseManagementServiceBuilder(options.home())
                        .setConfig(Configuration.of(options))
                        .build();
        if (!first) {
            account.enforce(service);
        }
        return service;
    }

    private static int port(DatabaseManagementService service) {
        var database =
                (GraphDatabaseAPI) service.database(GraphDatabaseSettings.SYSTEM_DATABASE_NAME);
        return database.getDependencyResolver()
                .resolveDependency(ConnectorPortRegister.class)
                .getLocalAddress(ConnectorType.BOLT)
                .getPort();
    }
}
