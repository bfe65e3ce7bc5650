package io.ultimatemcp.server.graph;

import io.ultimatemcp.graph.GraphSettings;
import io.ultimatemcp.graph.engine.EngineSettings;
import io.ultimatemcp.graph.engine.Secret;
import io.ultimatemcp.graph.model.GraphListener;
import io.ultimatemcp.server.settings.Settings;
import java.nio.file.Path;

/** What the operator chose, as the graph takes it. */
final class GraphConfiguration {
    private GraphConfiguration() {}

    static GraphSettings of(Settings.Graph settings, Path dataDirectory, GraphListener listener) {
        return new GraphSettings(
                settings.uri()
                        .<EngineSettings>map(address ->
                                new EngineSettings.Remote(
                                        address.uri(),
                                        settings.user(),
                                        new Secret(settings.password().value()),
                                        settings.database()))
                        .orElseGet(() -> local(settings, dataDirectory)),
                settings.connections(),
                settings.patience(),
                listener);
    }

    /** Where a local engine keeps its files. */
    static Path home(Path dataDirectory) {
        return dataDirectory.resolve("graph");
    }

    private static EngineSettings.Local local(Settings.Graph settings, Path dataDirectory) {
        return new EngineSettings.Local(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                EngineFiles.jars(),
                EngineFiles.startCache(dataDirectory),
                home(dataDirectory),
                settings.heap().toMegabytes(),
                settings.transactionMemory().toMegabytes(),
                settings.pageCache().toMegabytes(),
                settings.startTimeout(),
                settings.idle());
    }
}
