package io.ultimatemcp.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.ultimatemcp.sandbox.egress.EgressSettings;
import io.ultimatemcp.sandbox.egress.HostPattern;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS goes through from end to end: the program itself checks whom it speaks with. */
final class EgressTlsTest {
    private static final String PASSWORD = "of this test";

    @TempDir private Path directory;
    private HttpsServer host;
    private Sandbox sandbox;

    @BeforeEach
    void open() throws IOException, InterruptedException, GeneralSecurityException {
        host = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        host.setHttpsConfigurator(new HttpsConfigurator(context()));
        host.createContext(
                "/",
                exchange -> {
                    byte[] answer = "sealed".getBytes(UTF_8);
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        host.start();
        var settings =
                EgressSettings.of(List.of(HostPattern.parse(allowed())))
                        .withPrivateAddresses()
                        .withResolver(name -> List.of(InetAddress.getLoopbackAddress()));
        sandbox = Sandbox.open(SandboxSettings.standard().withWarm(0).withEgress(settings));
    }

    @AfterEach
    void close() {
        sandbox.close();
        host.stop(0);
    }

    @Test
    void pythonAndNodeCheckTheCertificateOfTheHost()
            throws IOException, InterruptedException, GeneralSecurityException {
        String python =
                "import urllib.request\nprint(urllib.request.urlopen('https://%s/').read())"
                        .formatted(allowed());
        String node =
                "fetch('https://%s/').then(async r => console.log(await r.text()), e => console.log(e.cause.code))"
                        .formatted(allowed());
        var trusted =
                Map.of("SSL_CERT_FILE", "/work/ca.pem", "NODE_EXTRA_CA_CERTS", "/work/ca.pem");
        assertThat(run(Language.PYTHON, python, trusted).stdout().window())
                .isEqualTo("b'sealed'\n");
        assertThat(run(Language.JAVASCRIPT, node, trusted).stdout().window()).isEqualTo("sealed\n");
        assertThat(run(Language.PYTHON, python, Map.of()).stderr().window())
                .contains("CERTIFICATE_VERIFY_FAILED");
        assertThat(run(Language.JAVASCRIPT, node, Map.of()).stdout().window())
                .contains("SELF_SIGNED");
    }

    private Report run(Language language, String code, Map<String, String> env)
            throws IOException, InterruptedException {
        Job job =
                Job.script(language, code)
                        .withEnv(env)
                        .withFiles(
                                List.of(
                                        new InputFile(
                                                "ca.pem",
                                                Bytes.of(
                                                        Files.readAllBytes(
                                                                directory.resolve("ca.pem"))))))
                        .withAllowHosts(List.of(allowed()));
        return RunTest.run(sandbox, job);
    }

    private String allowed() {
        return "allowed.test:" + host.getAddress().getPort();
    }

    private SSLContext context()
            throws IOException, InterruptedException, GeneralSecurityException {
        keytool("-genkeypair -keyalg EC -dname CN=allowed.test -ext san=dns:allowed.test");
        keytool("-exportcert -rfc -file " + directory.resolve("ca.pem"));
        var keys = KeyStore.getInstance(directory.resolve("keys").toFile(), PASSWORD.toCharArray());
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private void keytool(String words) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString()));
        command.addAll(List.of(words.split(" ", -1)));
        command.addAll(
                List.of(
                        "-alias",
                        "host",
                        "-keystore",
                        directory.resolve("keys").toString(),
                        "-storepass",
                        PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
