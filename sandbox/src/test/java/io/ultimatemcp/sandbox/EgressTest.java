package io.ultimatemcp.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ultimatemcp.sandbox.egress.Contact;
import io.ultimatemcp.sandbox.egress.Denial;
import io.ultimatemcp.sandbox.egress.EgressSettings;
import io.ultimatemcp.sandbox.egress.HostPattern;
import io.ultimatemcp.sandbox.egress.Loopback;
import io.ultimatemcp.sandbox.egress.Resolver;
import io.ultimatemcp.sandbox.session.Declined;
import io.ultimatemcp.sandbox.session.SessionSettings;
import io.ultimatemcp.sandbox.session.Sessions;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program with a way out reaches, and what it does not. */
final class EgressTest {
    /** A listed name that leads to this machine, which is not allowed. */
    static final String LEADS_HERE = "allowed.test";

    private static final Resolver LOOPBACK = name -> List.of(InetAddress.getLoopbackAddress());
    private static final Loopback HOST = new Loopback();
    private static final Loopback OTHER = new Loopback();
    private static Sandbox sandbox;

    /** A sandbox with a way out on which everything has to be refused. */
    static SandboxSettings leadingHere() {
        return SandboxSettings.standard()
                .withWarm(0)
                .withEgress(
                        EgressSettings.of(List.of(HostPattern.parse(LEADS_HERE)))
                                .withResolver(LOOPBACK));
    }

    /** Empty when a program reaches a host, else what happened. */
    static String reachesAnAllowedHost() throws IOException, InterruptedException {
        try (var host = new Loopback()) {
            host.open(Loopback.http(""));
            String name = "allowed.test:" + host.port();
            try (Sandbox sandbox = Sandbox.open(reaching(List.of(name)))) {
                Job job = Job.script(Language.PYTHON, get(host, "")).withAllowHosts(List.of(name));
                Report report = RunTest.run(sandbox, job);
                return report.stdout().window().startsWith("200 GET / HTTP/1.1|host: allowed.test")
                        ? ""
                        : "an allowed host: " + report;
            }
        }
    }

    private static SandboxSettings reaching(List<String> hosts) {
        return SandboxSettings.standard()
                .withWarm(0)
                .withEgress(
                        EgressSettings.of(hosts.stream().map(HostPattern::parse).toList())
                                .withPrivateAddresses()
                                .withResolver(LOOPBACK));
    }

    @BeforeAll
    static void open() throws IOException {
        OTHER.open(Loopback.http(""));
        HOST.open(Loopback.http("http://evil.test:" + OTHER.port() + "/"));
        sandbox =
                Sandbox.open(
                        reaching(
                                List.of(
                                        "allowed.test:" + HOST.port(),
                                        "other.test:" + OTHER.port(),
                                        "127.0.0.1:" + HOST.port(),
                                        "*.below.test:" + HOST.port())));
    }

    @AfterAll
    static void close() throws IOException {
        sandbox.close();
        HOST.close();
        OTHER.close();
    }

    @Test
    void withoutAListThereIsNoNetwork() throws InterruptedException {
        Report report =
                RunTest.run(
                        sandbox,
                        Job.script(
                                Language.BASH, "getent hosts allowed.test; env | grep -i proxy"));
        assertThat(report.isolation().network()).isEqualTo("none");
        assertThat(report.network()).isEmpty();
        assertThat(report.stdout().window()).isEmpty();
    }

    @Test
    void pythonReachesAnAllowedHostThroughTheProxyOfItsVariables() throws InterruptedException {
        Report report = run(Language.PYTHON, get(HOST, "a?b"));
        assertThat(report.stdout().window())
                .isEqualTo("200 GET /a?b HTTP/1.1|host: allowed.test:" + HOST.port() + "\n");
        assertThat(report.isolation().network()).isEqualTo("proxy");
        assertOne(report, "allowed.test", Optional.empty());
    }

    @Test
    void pythonReachesItWithoutAnyVariableToo() throws InterruptedException {
        Report report = run(Language.PYTHON, "import os; os.environ.clear()\n" + get(HOST, ""));
        assertThat(report.stdout().window()).startsWith("200 GET / HTTP/1.1|Host: allowed.test");
        assertOne(report, "allowed.test", Optional.empty());
    }

    @Test
    void nodeReachesItThoughItHeedsNoVariable() throws InterruptedException {
        Report report =
                run(
                        Language.JAVASCRIPT,
                        "fetch('http://allowed.test:%d/n').then(async r => console.log(r.status, await r.text()))"
                                .formatted(HOST.port()));
        assertThat(report.stdout().window()).startsWith("200 GET /n HTTP/1.1|host: allowed.test");
        assertOne(report, "allowed.test", Optional.empty());
    }

    @Test
    void bashReachesItByItsName() throws InterruptedException {
        String code =
                """
                exec 3<>/dev/tcp/allowed.test/%d && printf 'GET /b HTTP/1.0\\r\\nHost: x\\r\\n\\r\\n' >&3
                head -c 60 <&3
                """
                        .formatted(HOST.port());
        Report report = run(Language.BASH, code);
        assertThat(report.stdout().window()).startsWith("HTTP/1.1 200 OK");
    }

    @Test
    void curlReachesItEitherWayAndByTunnel() throws InterruptedException {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "there is no curl");
        String code =
                """
                url=http://allowed.test:%d/c
                curl -sS "$url"; echo; curl -sS --noproxy '*' "$url"; echo; curl -sS -p "$url"
                """
                        .formatted(HOST.port());
        Report report = run(Language.BASH, code);
        assertThat(report.stdout().window().lines())
                .hasSize(3)
                .allMatch(line -> line.startsWith("GET /c HTTP/1.1|"));
        assertThat(report.network().orElseThrow().contacts())
                .extracting(Contact::connections)
                .containsExactly(3L);
    }

    @Test
    void anAddressIsReachedWhenItIsListed() throws InterruptedException {
        String host = "127.0.0.1:" + HOST.port();
        String code =
                "import http.client\nc = http.client.HTTPConnection('127.0.0.1', 3128)\n"
                        + "c.set_tunnel('%s')\nc.request('GET', '/t')\nprint(c.getresponse().status)"
                                .formatted(host);
        SandboxUse.Egress before = sandbox.use().egress();
        assertThat(run(Language.PYTHON, code, host).stdout().window()).isEqualTo("200\n");
        Report other = run(Language.PYTHON, code);
        assertThat(other.stderr().window()).contains("403");
        assertOne(other, "127.0.0.1", Optional.of(Denial.NOT_ALLOWED));
        SandboxUse.Egress after = sandbox.use().egress();
        assertThat(after.connected()).isEqualTo(before.connected() + 1);
        assertThat(after.denied())
                .containsEntry(
                        Denial.NOT_ALLOWED,
                        1 + before.denied().getOrDefault(Denial.NOT_ALLOWED, 0L));
        assertThat(after.received()).isGreaterThan(before.received());
    }

    @Test
    void onlyAllowedNamesAreResolved() throws InterruptedException {
        Report report =
                run(
                        Language.BASH,
                        "getent hosts allowed.test other.test evil.test below.test; cat /etc/resolv.conf");
        assertThat(report.stdout().window()).matches("127\\.0\\.0\\.2 +allowed\\.test\n");
    }

    @Test
    void aRedirectToAnotherHostIsRefused() throws InterruptedException {
        int before = OTHER.connections();
        Report report = run(Language.PYTHON, get(HOST, "away"));
        assertThat(report.stderr().window()).contains("HTTP Error 403");
        assertThat(report.network().orElseThrow().contacts())
                .extracting(Contact::host, Contact::denial)
                .contains(tuple("evil.test", Optional.of(Denial.NOT_ALLOWED)));
        assertThat(OTHER.connections()).isEqualTo(before);
    }

    @Test
    void aNameThatLeadsToThisMachineBelowAnotherIsRefused() throws InterruptedException {
        String code = get(HOST, "").replace("allowed.test", "a.below.test");
        Report report = run(Language.PYTHON, code, "*.below.test:" + HOST.port());
        assertThat(report.stderr().window()).contains("HTTP Error 403");
        assertOne(report, "a.below.test", Optional.of(Denial.ADDRESS_REFUSED));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.test",
                "allowed.test",
                "allowed.test:1",
                "127.0.0.1",
                "localhost",
                "a b"
            })
    void whatTheOperatorDoesNotListIsRefused(String wanted) throws InterruptedException {
        Job job = Job.script(Language.BASH, "true");
        assertThat(sandbox.start(job.withAllowHosts(List.of(wanted)), Listener.NONE))
                .isInstanceOfSatisfying(
                        Refusal.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo("allow_hosts[0]"));
        var many = Stream.generate(() -> "allowed.test:" + HOST.port()).limit(33).toList();
        assertThat(sandbox.start(job.withAllowHosts(many), Listener.NONE))
                .isEqualTo(new Refusal.Invalid("allow_hosts", "33 entries, the limit is 32"));
    }

    @Test
    void aSandboxWithoutHostsRefusesAndNamesTheSetting() throws InterruptedException {
        try (Sandbox closed = Sandbox.open(SandboxSettings.standard().withWarm(0))) {
            Job job = Job.script(Language.BASH, "true").withAllowHosts(List.of("allowed.test"));
            assertThat(closed.start(job, Listener.NONE))
                    .isInstanceOfSatisfying(
                            Refusal.Invalid.class,
                            refusal ->
                                    assertThat(refusal.detail()).contains("sandbox.egress.hosts"));
        }
    }

    @Test
    void sessionsReachNoHost() throws InterruptedException {
        try (var sessions =
                Sessions.open(() -> sandbox, SessionSettings.standard(), InstantSource.system())) {
            Job job = Job.script(Language.PYTHON, "1").withAllowHosts(List.of("allowed.test"));
            assertThat(sessions.run("a", "s", job, Listener.NONE, () -> false))
                    .isInstanceOfSatisfying(
                            Declined.Refused.class,
                            refused ->
                                    assertThat(refused.refusal())
                                            .isInstanceOfSatisfying(
                                                    Refusal.Invalid.class,
                                                    invalid ->
                                                            assertThat(invalid.field())
                                                                    .isEqualTo("allow_hosts")));
        }
    }

    @Test
    void nothingOfARunReachesOutAfterItsEnd()
            throws InterruptedException, IOException, TimeoutException {
        try (var silent = new Loopback()) {
            silent.open((in, _) -> in.read());
            String code =
                    """
                    import os, socket, time
                    if os.fork() == 0:
                        os.setsid()
                        kept = socket.create_connection(("allowed.test", %d))
                        open("/work/held", "w").close()
                        while True:
                            time.sleep(0.01)
                            socket.create_connection(("allowed.test", %d)).sendall(b"x")
                    while not os.path.exists("/work/held"):
                        time.sleep(0.01)
                    """
                            .formatted(silent.port(), silent.port());
            String name = "allowed.test:" + silent.port();
            try (Sandbox own = Sandbox.open(reaching(List.of(name)))) {
                Job job = Job.script(Language.PYTHON, code).withAllowHosts(List.of(name));
                assertThat(RunTest.run(own, job).outcome()).isEqualTo(Outcome.EXITED);
                silent.awaitNoConnection();
                int before = silent.connections();
                RunTest.run(own, Job.script(Language.BASH, "sleep 0.2"));
                assertThat(silent.connections()).isEqualTo(before);
            }
        }
    }

    @Test
    void aRunLeavesNoDescriptorBehind() throws InterruptedException, IOException {
        run(Language.PYTHON, get(HOST, ""));
        long before = descriptors();
        for (int i = 0; i < 5; i++) {
            run(Language.PYTHON, get(HOST, ""));
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
        while (descriptors() > before && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        assertThat(descriptors()).isLessThanOrEqualTo(before);
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }

    @Test
    void aRunThatIsKilledIsToldWithWhatItDid() throws InterruptedException {
        Job job =
                Job.script(
                                Language.PYTHON,
                                "import socket, time\n"
                                        + "s = socket.create_connection(('allowed.test', %d))\n"
                                                .formatted(HOST.port())
                                        + "s.sendall(b'abc'); time.sleep(60)")
                        .withAllowHosts(List.of("allowed.test:" + HOST.port()))
                        .withLimits(Limits.standard().withWall(Duration.ofSeconds(6)));
        Report report = RunTest.run(sandbox, job);
        assertThat(report.outcome()).isEqualTo(Outcome.TIMED_OUT);
        assertThat(report.network().orElseThrow().contacts())
                .containsExactly(
                        new Contact("allowed.test", HOST.port(), 1, 3, 0, Optional.empty()));
    }

    @Test
    void runsBesideEachOtherHaveListsOfTheirOwn() throws InterruptedException {
        String one = "allowed.test:" + HOST.port();
        String other = "other.test:" + OTHER.port();
        String code =
                """
                import http.client, time
                for host in ("%s", "%s"):
                    c = http.client.HTTPConnection("127.0.0.1", 3128)
                    c.request("GET", f"http://{host}/")
                    print(c.getresponse().status)
                time.sleep(0.3)
                """
                        .formatted(one, other);
        Job job = Job.script(Language.PYTHON, code);
        Start first = sandbox.start(job.withAllowHosts(List.of(one)), Listener.NONE);
        Start second = sandbox.start(job.withAllowHosts(List.of(other)), Listener.NONE);
        assertThat(((Running) first).await().stdout().window()).isEqualTo("200\n403\n");
        assertThat(((Running) second).await().stdout().window()).isEqualTo("403\n200\n");
    }

    private static void assertOne(Report report, String host, Optional<Denial> denial) {
        assertThat(report.network().orElseThrow().contacts())
                .singleElement()
                .matches(contact -> contact.host().equals(host) && contact.denial().equals(denial));
    }

    private static String get(Loopback host, String path) {
        return "import urllib.request\nr = urllib.request.urlopen('http://allowed.test:%d/%s')\n"
                        .formatted(host.port(), path)
                + "print(r.status, r.read().decode())";
    }

    private static Report run(Language language, String code) throws InterruptedException {
        return run(language, code, "allowed.test:" + HOST.port());
    }

    private static Report run(Language language, String code, String allowed)
            throws InterruptedException {
        return RunTest.run(sandbox, Job.script(language, code).withAllowHosts(List.of(allowed)));
    }
}
