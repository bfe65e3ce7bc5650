package io.ultimatemcp.acceptance.machine;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the repository is, and in it the packed distribution that all tests are about. */
public final class Distribution {
    /** The root of the repository. */
    public static final Path ROOT =
            Path.of(System.getProperty("project.root", "..")).toAbsolutePath().normalize();

    private Distribution() {}

    /** The directory that a user would unpack. */
    public static Path directory() {
        var other = System.getProperty("project.dist");
        Path directory = other == null ? ROOT.resolve("server/target/dist") : Path.of(other);
        if (!Files.isExecutable(directory.resolve("ultimate-mcp"))) {
            throw new IllegalStateException(
                    "no packed distribution in " + directory + "; run: ./mvnw package");
        }
        return directory;
    }

    /** The command itself. */
    public static String command() {
        return directory().resolve("ultimate-mcp").toString();
    }
}
