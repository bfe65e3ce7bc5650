package io.ultimatemcp.sandbox.egress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One request of plain HTTP goes to the host, and nothing that hides behind it. */
@Timeout(60)
final class ExchangeTest {
    @TempDir private Path directory;
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final Loopback host = new Loopback();

    @AfterEach
    void close() throws IOException {
        opened.forEach(Connection::closeQuietly);
        host.close();
    }

    @Test
    void aSecondRequestOnTheConnectionIsNeverPassedOn() throws IOException, InterruptedException {
        EgressProxy proxy =
                proxy("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nKeep-Alive: x\r\n\r\nok");
        String hidden = "GET http://allowed.test/hidden HTTP/1.1\r\n\r\n";
        assertThat(answer(0, get("") + hidden))
                .isEqualTo("HTTP/1.1 200 OK\r\ncontent-length: 2\r\nconnection: close\r\n\r\nok");
        assertThat(asked())
                .startsWith("GET / HTTP/1.1\r\nhost: allowed.test")
                .doesNotContain("hidden");
        assertThat(proxy.end().contacts())
                .extracting(Contact::denial)
                .containsExactly(Optional.empty());
    }

    @Test
    void bodiesGoThroughByTheirLengthOrInChunks() throws IOException, InterruptedException {
        proxy(
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0\r\nT: 1\r\n\r\n");
        assertThat(answer(0, post("Content-Length: 5\r\n", "12345GET /hidden")))
                .endsWith("\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
        assertThat(asked()).endsWith("\r\n\r\n12345");
        assertThat(
                        answer(
                                0,
                                post(
                                        "Transfer-Encoding: chunked\r\n",
                                        "2\r\nab\r\n0\r\n\r\nGET /hidden")))
                .contains("abc");
        assertThat(asked()).endsWith("\r\n\r\n2\r\nab\r\n0\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1\r\n",
                "0x1\r\na\r\n0\r\n\r\n",
                "1 1\r\na\r\n",
                "1\na\r\n",
                "1\r\nab\r\n",
                "ffffffffffffffff\r\n",
                "\r\n"
            })
    void aStrangeChunkCutsTheConnection(String chunk) throws IOException, InterruptedException {
        EgressProxy proxy = proxy("HTTP/1.1 100 Continue\r\n\r\n");
        assertThat(answer(0, post("Transfer-Encoding: chunked\r\n", chunk))).doesNotContain("200");
        assertThat(proxy.end().contacts())
                .extracting(Contact::denial)
                .containsExactly(Optional.of(Denial.BAD_REQUEST));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage\r\n\r\n",
                "HTTP/1.1 101 Switching\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\na"
            })
    void aHostThatAnswersStrangelyIsUnreachable(String said)
            throws IOException, InterruptedException {
        EgressProxy proxy = proxy(said);
        answer(0, get(""));
        assertThat(proxy.end().contacts())
                .extracting(Contact::denial)
                .containsExactly(Optional.of(Denial.UNREACHABLE));
    }

    @Test
    void aHugeHeadIsRefusedBeforeTheHostIsAsked() throws IOException {
        proxy("");
        assertThat(answer(0, get("A: " + "x".repeat(100_000) + "\r\n"))).startsWith("HTTP/1.1 400");
        assertThat(host.connections()).isZero();
    }

    @Test
    void portEightyIsHttpInATunnelAndAtAListenerToo() throws IOException, InterruptedException {
        ServerSocket door = eighty();
        proxy("HTTP/1.1 204 No Content\r\n\r\n", door);
        assertThat(answer(1, "GET /a HTTP/1.1\r\nHost: allowed.test\r\n\r\n")).contains("204");
        assertThat(asked()).startsWith("GET /a HTTP/1.1\r\nhost: allowed.test\r\n");
        assertThat(answer(1, "GET /a HTTP/1.1\r\nHost: evil.test\r\n\r\n"))
                .contains("403", "host_mismatch");
        String tunnel = "CONNECT allowed.test:80 HTTP/1.1\r\n\r\n";
        assertThat(answer(0, tunnel + "GET /b HTTP/1.1\r\nHost: allowed.test\r\n\r\n"))
                .contains("200 Connection established", "204");
        assertThat(asked()).startsWith("GET /b HTTP/1.1");
        assertThat(answer(0, tunnel + "GET /b HTTP/1.1\r\nHost: evil.test\r\n\r\n"))
                .contains("host_mismatch");
        assertThat(answer(0, tunnel + "SSH-2.0-x\r\n\r\n")).contains("bad_request");
    }

    private static ServerSocket eighty() {
        int any = ThreadLocalRandom.current().nextInt(2, 250);
        try {
            return new ServerSocket(80, 50, InetAddress.ofLiteral("127.77." + any + ".3"));
        } catch (IOException e) {
            assumeTrue(false, "this user may not listen on port 80");
            throw new IllegalStateException(e);
        }
    }

    private EgressProxy proxy(String answer) throws IOException {
        return proxy(answer, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    }

    private EgressProxy proxy(String answer, ServerSocket door) throws IOException {
        host.open(door, (in, out) -> speak(in, out, answer));
        var allowed =
                List.of(
                        HostPattern.parse("allowed.test:" + door.getLocalPort()),
                        HostPattern.parse("allowed.test:" + Target.HTTP));
        var settings =
                EgressSettings.of(allowed)
                        .withPrivateAddresses()
                        .withBounds(8, 1 << 20, Duration.ofSeconds(20), Duration.ofSeconds(20))
                        .withResolver(name -> List.of(door.getInetAddress()));
        var names = new Names(settings.resolver());
        var proxy = EgressProxy.open(directory, new EgressPlan(allowed), settings, names);
        opened.add(proxy);
        opened.add(names);
        return proxy;
    }

    /** Answers the head at once, keeps the connection open, and remembers all that it heard. */
    private void speak(InputStream in, OutputStream out, String answer) throws IOException {
        var all = new ByteArrayOutputStream();
        try {
            while (!all.toString(ISO_8859_1).contains("\r\n\r\n")) {
                int next = in.read();
                if (next < 0) {
                    return;
                }
                all.write(next);
            }
            out.write(answer.getBytes(ISO_8859_1));
            out.flush();
            if (answer.isEmpty()) {
                return;
            }
            in.transferTo(all);
        } finally {
            heard.add(all.toString(ISO_8859_1));
        }
    }

    private String asked() throws InterruptedException {
        return String.valueOf(heard.poll(20, TimeUnit.SECONDS));
    }

    private String get(String fields) {
        return "GET http://allowed.test:%d/ HTTP/1.1\r\n%s\r\n".formatted(host.port(), fields);
    }

    private String post(String fields, String body) {
        return "POST http://allowed.test:%d/ HTTP/1.1\r\n%s\r\n%s"
                .formatted(host.port(), fields, body);
    }

    private String answer(int listener, String request) throws IOException {
        try (var knock = new Knock(directory.resolve(EgressProxy.SOCKET), listener)) {
            knock.say(request);
            return knock.rest();
        }
    }
}
