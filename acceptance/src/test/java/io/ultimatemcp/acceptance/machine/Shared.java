package io.ultimatemcp.acceptance.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the one {@link Server} that all of them share; it is started by the first and stopped
 * after the last. A test that changes more than runs starts its own.
 */
public final class Shared implements ParameterResolver {
    /** In the server's environment and nowhere else: no answer and no sandbox may show it. */
    public static final String SECRET = "s3cret-of-the-host-" + ProcessHandle.current().pid();

    private static final ExtensionContext.Namespace HERE =
            ExtensionContext.Namespace.create(Shared.class);

    private record Running(Server server) implements AutoCloseable {
        static Running start() {
            try {
                Path data = Files.createTempDirectory("ultimate-mcp-acceptance");
                var command = Server.command(data).with("LAB_SECRET", SECRET);
                return new Running(Server.start(command, data));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            server.close();
            try (Stream<Path> files = Files.walk(server.data())) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Server.class;
    }

    @Override
    public Server resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(HERE)
                .computeIfAbsent(Running.class, _ -> Running.start(), Running.class)
                .server();
    }
}
