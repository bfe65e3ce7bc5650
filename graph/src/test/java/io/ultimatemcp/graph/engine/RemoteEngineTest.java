package io.ultimatemcp.graph.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ultimatemcp.graph.model.GraphListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RemoteEngineTest {
    @Test
    void whereNobodyListensIsSaidWithoutANameOfJava() throws IOException {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        var settings =
                new EngineSettings.Remote(
                        URI.create("bolt://127.0.0.1:" + free),
                        "neo4j",
                        new Secret("not-a-password"),
                        "neo4j");
        try (var engine = new RemoteEngine(settings, 1, (_, _) -> {}, GraphListener.NONE)) {
            assertThatThrownBy(() -> engine.acquire(Duration.ofSeconds(10)))
                    .isInstanceOf(EngineUnavailable.class)
                    .hasMessage("The graph server cannot be reached.");
        }
    }
}
