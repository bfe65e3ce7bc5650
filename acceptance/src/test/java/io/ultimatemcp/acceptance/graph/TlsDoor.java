package io.ultimatemcp.acceptance.graph;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * TLS before a port that speaks none, with a certificate that nobody vouches for: what a Neo4j with
 * encryption looks like from outside.
 */
final class TlsDoor implements AutoCloseable {
    private static final String SECRET = "only-for-this-test";

    private final ServerSocket door;
    private final int behind;

    private TlsDoor(ServerSocket door, int behind) {
        this.door = door;
        this.behind = behind;
    }

    /** Opens one on a free port before {@code behind}; its key is made below {@code directory}. */
    static TlsDoor open(Path directory, int behind) throws IOException {
        try {
            var door =
                    context(directory)
                            .getServerSocketFactory()
                            .createServerSocket(0, 16, InetAddress.getLoopbackAddress());
            var tls = new TlsDoor(door, behind);
            Thread.ofVirtual().name("tls-door").start(tls::serve);
            return tls;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    private void serve() {
        try {
            while (true) {
                Socket outer = door.accept();
                Thread.ofVirtual().name("tls-door-guest").start(() -> pass(outer));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void pass(Socket outer) {
        try (outer;
                var inner = new Socket(InetAddress.getLoopbackAddress(), behind)) {
            var back = Thread.ofVirtual().start(() -> copy(inner, outer));
            copy(outer, inner);
            back.join();
        } catch (IOException e) {
            // one side hung up
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until either side hangs up, and then the other hears of it. */
    private static void copy(Socket from, Socket to) {
        try (to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            // hung up
        }
    }

    private static SSLContext context(Path directory)
            throws IOException, GeneralSecurityException, InterruptedException {
        Path store = directory.resolve("tls.p12");
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString()));
        command.addAll(
                List.of(
                        "-genkeypair",
                        "-alias",
                        "door",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1"));
        command.addAll(List.of("-ext", "san=ip:127.0.0.1", "-storetype", "PKCS12"));
        command.addAll(List.of("-keystore", store.toString(), "-storepass", SECRET));
        int exit =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("keytool.log").toFile())
                        .start()
                        .waitFor();
        if (exit != 0) {
            throw new IOException(Files.readString(directory.resolve("keytool.log")));
        }
        var keys = KeyStore.getInstance(store.toFile(), SECRET.toCharArray());
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, SECRET.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
