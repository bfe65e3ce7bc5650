package io.ultimatemcp.server.graph;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Where the distribution keeps the engine's program: {@code engine/lib} beside our {@code lib}. */
final class EngineFiles {
    private EngineFiles() {}

    static Path jars() {
        return home().resolve("engine").resolve("lib");
    }

    /** One for this JVM and all data directories, unless the installation is not ours to write. */
    static Path startCache(Path dataDirectory) {
        Path engine = home().resolve("engine");
        return (Files.isWritable(engine) ? engine : dataDirectory.resolve("graph"))
                .resolve("engine-%s.jsa".formatted(Runtime.version()));
    }

    /** As the launcher says, else as our own jar lies. */
    private static Path home() {
        String told = System.getenv("ULTIMATE_MCP_HOME");
        if (told != null && !told.isBlank()) {
            return Path.of(told);
        }
        try {
            var source = EngineFiles.class.getProtectionDomain().getCodeSource().getLocation();
            Path jar = Path.of(source.toURI());
            return Objects.requireNonNull(Objects.requireNonNull(jar.getParent()).getParent());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("our own jar has no path", e);
        }
    }
}
