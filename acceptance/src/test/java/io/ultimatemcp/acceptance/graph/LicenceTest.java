package io.ultimatemcp.acceptance.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.ultimatemcp.acceptance.machine.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** Neo4j is GPL-3.0: it is a program beside ours, and no part of it is on our class path. */
final class LicenceTest {
    /** What the Bolt driver, which is Apache-2.0, has of that name space. */
    private static final Pattern OF_THE_DRIVER =
            Pattern.compile("org/neo4j/(driver|bolt/connection)/.*");

    @Test
    void nothingOfNeo4jButTheDriverIsAmongOurJars() throws IOException {
        Path lib = Distribution.directory().resolve("lib");
        for (Path jar : jars(lib)) {
            try (var zip = new ZipFile(jar.toFile())) {
                assertThat(
                                zip.stream()
                                        .map(entry -> entry.getName())
                                        .filter(name -> name.endsWith(".class"))
                                        .filter(name -> name.contains("org/neo4j/"))
                                        .filter(name -> !OF_THE_DRIVER.matcher(name).matches()))
                        .describedAs(jar.getFileName().toString())
                        .isEmpty();
                assertThat(zip.stream().map(entry -> entry.getName()))
                        .describedAs(jar.getFileName().toString())
                        .noneMatch(name -> name.startsWith("io/ultimatemcp/graphengine/"));
            }
        }
    }

    @Test
    void theEngineIsAProgramOfItsOwnWithItsLicenceAndNoneOfOurs() throws IOException {
        Path engine = Distribution.directory().resolve("engine");
        assertThat(Files.readString(engine.resolve("LICENSE")))
                .contains("GNU GENERAL PUBLIC LICENSE", "Version 3");
        assertThat(jars(engine.resolve("lib")))
                .extracting(jar -> jar.getFileName().toString())
                .anyMatch(name -> name.startsWith("neo4j-kernel"))
                .filteredOn(name -> name.startsWith("ultimate-mcp"))
                .allMatch(name -> name.startsWith("ultimate-mcp-graph-engine"));
    }

    private static List<Path> jars(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }
}
