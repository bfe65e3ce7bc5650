package io.ultimatemcp.ledger.sql;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;

/**
 * The native part of SQLite's driver. The driver unpacks it to the machine's directory for
 * temporary files and removes it when the JVM exits in good order, which a server never does. Here
 * it is unpacked beside the ledger, in a directory that only its owner can open, and removed as
 * soon as it is mapped; what a process left that was killed in between goes at the next start.
 *
 * <p>Where code cannot be mapped from there, or the operator names another place, the driver does
 * as it always does.
 */
final class SqliteLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(SqliteLibrary.class);
    private static final String PLACE = "org.sqlite.tmpdir";
    private static final String LIBRARY = "org.sqlite.lib.path";
    private static final String PREFIX = ".sqlite-";
    private static final Duration AGE = Duration.ofMinutes(1);

    private SqliteLibrary() {}

    /** Loads it for the life of the process; more than once is once. */
    static synchronized void load(Path directory, InstantSource time) {
        if (System.getProperty(PLACE) != null || System.getProperty(LIBRARY) != null) {
            return;
        }
        try {
            removeLeftovers(directory, time);
            Path place = Files.createTempDirectory(directory, PREFIX);
            System.setProperty(PLACE, place.toString());
            try {
                SQLiteJDBCLoader.initialize();
            } finally {
                System.clearProperty(PLACE);
                remove(place);
            }
        } catch (Exception e) { // what the driver declares
            LOG.debug("the driver of SQLite is not loaded from {}", directory, e);
        }
    }

    private static void removeLeftovers(Path directory, InstantSource time) throws IOException {
        var before = time.instant().minus(AGE);
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, PREFIX + "*")) {
            for (Path place : found) {
                if (Files.getLastModifiedTime(place).toInstant().isBefore(before)) {
                    remove(place);
                }
            }
        }
    }

    private static void remove(Path place) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(place)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(place);
    }
}
