package io.ultimatemcp.sandbox.egress;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The proxy of a run, spoken to as its forwarder does. */
@Timeout(60)
final class EgressProxyTest {
    private static final Duration SHORT = Duration.ofMillis(400);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Resolver LOOPBACK = name -> List.of(InetAddress.getLoopbackAddress());

    @TempDir private Path directory;
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final Loopback host = new Loopback();

    @BeforeEach
    void open() throws IOException {
        host.open(Loopback.ECHO);
    }

    @AfterEach
    void close() throws IOException {
        opened.forEach(Connection::closeQuietly);
        host.close();
    }

    @Test
    void aTunnelCarriesBytesBothWaysAndIsCounted() throws IOException, InterruptedException {
        EgressProxy proxy = proxy(settings());
        try (var knock = knock(0)) {
            knock.say(connect());
            assertThat(knock.line()).isEqualTo("HTTP/1.1 200 Connection established");
            assertThat(knock.line()).isEmpty();
            knock.say("hello\n");
            assertThat(knock.line()).isEqualTo("hello");
        }
        assertThat(proxy.end().contacts())
                .containsExactly(
                        new Contact("allowed.test", host.port(), 1, 6, 6, Optional.empty()));
    }

    @Test
    void aListenerLeadsToItsTargetWhateverIsSaid() throws IOException, InterruptedException {
        EgressProxy proxy = proxy(settings());
        try (var knock = knock(1)) {
            knock.say("CONNECT evil.test:443 HTTP/1.1\r\n");
            assertThat(knock.line()).isEqualTo("CONNECT evil.test:443 HTTP/1.1");
        }
        assertThat(proxy.end().contacts())
                .extracting(Contact::host)
                .containsExactly("allowed.test");
    }

    @Test
    void whatIsNotOnTheListIsRefusedAndNeverResolved() throws IOException, InterruptedException {
        var asked = new AtomicInteger();
        EgressProxy proxy =
                proxy(
                        settings()
                                .withResolver(name -> {
                                    asked.incrementAndGet();
                                    return LOOPBACK.resolve(name);
                                }));
        assertThat(answer("CONNECT evil.test:443 HTTP/1.1\r\n\r\n"))
                .startsWith("HTTP/1.1 403 Forbidden")
                .endsWith("not_allowed evil.test:443\n");
        assertThat(answer("GET http://secret.evil.test/ HTTP/1.1\r\n\r\n")).contains("not_allowed");
        assertThat(answer("CONNECT allowed.test:22 HTTP/1.1\r\n\r\n")).contains("not_allowed");
        assertThat(answer("CONNECT 127.0.0.1:" + host.port() + " HTTP/1.1\r\n\r\n"))
                .contains("not_allowed");
        assertThat(asked).hasValue(0);
        assertThat(proxy.end().contacts())
                .hasSize(4)
                .allMatch(contact -> contact.denial().equals(Optional.of(Denial.NOT_ALLOWED)));
    }

    @Test
    void aNameThatLeadsToThisMachineIsRefusedUnlessPrivateAddressesAreAllowed()
            throws IOException, InterruptedException {
        proxy(EgressSettings.of(allowed()).withResolver(LOOPBACK));
        assertThat(answer(connect())).contains("403", "address_refused");
    }

    @Test
    void aNameBelowAnotherNeverLeadsToThisMachine() throws IOException, InterruptedException {
        var below = List.of(HostPattern.parse("*.test:" + host.port()));
        proxy(EgressSettings.of(below).withPrivateAddresses().withResolver(LOOPBACK), below);
        assertThat(answer(connect())).contains("403", "address_refused");
    }

    @Test
    void aNameIsResolvedOnceForAConnectionAndEveryAddressIsLookedAt()
            throws IOException, InterruptedException {
        var asked = new AtomicInteger();
        proxy(
                settings()
                        .withResolver(name ->
                                asked.getAndIncrement() == 0
                                        ? List.of(
                                                InetAddress.ofLiteral("0.0.0.0"),
                                                InetAddress.ofLiteral("127.0.0.1"))
                                        : List.of(InetAddress.ofLiteral("0.0.0.0"))));
        try (var knock = knock(1)) {
            knock.say("one\n");
            assertThat(knock.line()).isEqualTo("one");
        }
        assertThat(asked).hasValue(1);
        assertThat(answer(connect())).contains("address_refused");
        assertThat(host.connections()).isEqualTo(1);
    }

    @Test
    void aNameWithoutAddressIsTold() throws IOException, InterruptedException {
        proxy(
                settings()
                        .withResolver(name -> {
                            throw new UnknownHostException(name);
                        }));
        assertThat(answer(connect())).contains("502", "unresolved");
    }

    @Test
    void aNameServerThatIsSilentIsWaitedForNoLongerThanTheTimeToConnect()
            throws IOException, InterruptedException {
        var never = new CountDownLatch(1);
        proxy(
                settings()
                        .withBounds(4, 1 << 20, SHORT, LONG)
                        .withResolver(name -> {
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                            throw new UnknownHostException(name);
                        }));
        assertThat(answer(connect())).contains("504", "timed_out");
    }

    @Test
    void aRequestThatTricklesIsCutAtTheTimeToConnect() throws IOException, InterruptedException {
        EgressProxy proxy = proxy(settings().withBounds(4, 1 << 20, SHORT, LONG));
        try (var knock = knock(0)) {
            knock.say("CONNECT allo");
            assertThat(knock.rest()).isEmpty();
        }
        assertThat(proxy.end().contacts())
                .extracting(Contact::denial)
                .containsExactly(Optional.of(Denial.TIMED_OUT));
    }

    @Test
    void aSilentTunnelIsCut() throws IOException, InterruptedException {
        EgressProxy proxy = proxy(settings().withBounds(4, 1 << 20, LONG, SHORT));
        try (var knock = knock(1)) {
            assertThat(knock.rest()).isEmpty();
        }
        assertThat(proxy.end().contacts())
                .extracting(Contact::denial)
                .containsExactly(Optional.of(Denial.TIMED_OUT));
    }

    @Test
    void halfOfATunnelMayEndBeforeTheOther() throws IOException, InterruptedException {
        proxy(settings());
        try (var knock = knock(1)) {
            knock.say("the last words\n");
            knock.end();
            assertThat(knock.rest()).isEqualTo("the last words\n");
        }
    }

    @Test
    void allConnectionsTogetherMoveNoMoreBytesThanTheRunMay()
            throws IOException, InterruptedException {
        EgressProxy proxy = proxy(settings().withBounds(4, 100, LONG, LONG));
        for (int i = 0; i < 3; i++) {
            try (var knock = knock(1)) {
                knock.say("x".repeat(39) + "\n");
                knock.end();
                knock.rest();
            }
        }
        NetworkUse use = proxy.end();
        assertThat(use.contacts().stream().mapToLong(c -> c.sent() + c.received()).sum())
                .isLessThanOrEqualTo(100);
        assertThat(use.contacts())
                .extracting(Contact::denial)
                .contains(Optional.of(Denial.BYTE_LIMIT));
    }

    @Test
    void oneConnectionTooManyIsRefusedAndAPlaceComesFree()
            throws IOException, InterruptedException {
        EgressProxy proxy = proxy(settings().withBounds(1, 1 << 20, LONG, LONG));
        try (var first = knock(1)) {
            first.say("a\n");
            assertThat(first.line()).isEqualTo("a");
            try (var second = knock(1)) {
                assertThat(second.rest()).isEmpty();
            }
            first.end();
            assertThat(first.rest()).isEmpty();
        }
        assertThat(proxy.end().contacts())
                .extracting(Contact::denial)
                .containsExactlyInAnyOrder(
                        Optional.empty(), Optional.of(Denial.TOO_MANY_CONNECTIONS));
    }

    @Test
    void hostsAreToldUpToABoundAndTheRestIsCounted() throws IOException, InterruptedException {
        EgressProxy proxy = proxy(settings());
        for (int i = 0; i < 70; i++) {
            assertThat(answer("CONNECT h%d.test:443 HTTP/1.1\r\n\r\n".formatted(i)))
                    .contains("403");
        }
        NetworkUse use = proxy.end();
        assertThat(use.contacts()).hasSize(64);
        assertThat(use.omitted()).isEqualTo(6);
    }

    @Test
    void whenTheRunIsOverEverythingIsClosed()
            throws IOException, InterruptedException, TimeoutException {
        EgressProxy proxy = proxy(settings());
        try (var forwarder = knock(0xFFFF);
                var knock = knock(1)) {
            knock.say("a\n");
            assertThat(knock.line()).isEqualTo("a");
            assertThat(proxy.await(LONG)).isTrue();
            var end =
                    Thread.ofVirtual()
                            .start(() -> {
                                assertThat(forwarder.rest()).isEmpty();
                                forwarder.end();
                            });
            proxy.end();
            end.join();
            assertThat(knock.rest()).isEmpty();
            host.awaitNoConnection();
        }
    }

    private static String connect(int port) {
        return "CONNECT allowed.test:%d HTTP/1.1\r\n\r\n".formatted(port);
    }

    private String connect() {
        return connect(host.port());
    }

    private List<HostPattern> allowed() {
        return List.of(HostPattern.parse("allowed.test:" + host.port()));
    }

    private EgressSettings settings() {
        return EgressSettings.of(allowed()).withPrivateAddresses().withResolver(LOOPBACK);
    }

    private EgressProxy proxy(EgressSettings settings) throws IOException {
        return proxy(settings, allowed());
    }

    private EgressProxy proxy(EgressSettings settings, List<HostPattern> allowed)
            throws IOException {
        var names = new Names(settings.resolver());
        var proxy = EgressProxy.open(directory, new EgressPlan(allowed), settings, names);
        opened.add(proxy);
        opened.add(names);
        return proxy;
    }

    private Knock knock(int listener) throws IOException {
        return new Knock(directory.resolve(EgressProxy.SOCKET), listener);
    }

    private String answer(String request) throws IOException {
        try (var knock = knock(0)) {
            knock.say(request);
            return new String(knock.rest().getBytes(ISO_8859_1), ISO_8859_1);
        }
    }
}
