package io.ultimatemcp.sandbox;

import io.ultimatemcp.sandbox.bubblewrap.Host;
import io.ultimatemcp.sandbox.bubblewrap.Spawner;
import io.ultimatemcp.sandbox.bubblewrap.Stage;
import io.ultimatemcp.sandbox.cgroup.Removal;
import io.ultimatemcp.sandbox.egress.EgressProxy;
import io.ultimatemcp.sandbox.egress.Names;
import io.ultimatemcp.sandbox.linux.HostUser;
import io.ultimatemcp.sandbox.meter.Meter;
import io.ultimatemcp.sandbox.output.Space;
import io.ultimatemcp.sandbox.place.Place;
import io.ultimatemcp.sandbox.zygote.Nest;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A sandbox of this machine: on the rung that its settings name, or none. */
final class BubblewrapSandbox implements Sandbox {
    private static final Refusal.Unavailable CLOSED =
            new Refusal.Unavailable("The sandbox is closed.", "Start the server again.");
    private static final Refusal.Unavailable NO_SESSIONS =
            new Refusal.Unavailable(
                    "Tier t3 runs programs, but keeps no interpreters.",
                    "Call without a session, or let sandbox.tier be t2.");
    private static final Refusal.Unavailable NO_NETWORK =
            new Refusal.Unavailable(
                    "Tier t3 runs programs without any network.",
                    "Call without allow_hosts, or let sandbox.tier be t2.");
    private static final Duration LAST_REMOVALS = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(BubblewrapSandbox.class);

    /** What stands around a nest: bubblewrap around its zygote, then namespaces of its own. */
    private static final String QUICK_ENGINE = "bubblewrap+zygote";

    private final SandboxSettings settings;
    private final Commands commands;
    private final Spawner spawner = new Spawner();
    private final ExecutorService makers =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("sandbox-maker-", 0).factory());
    private final CompletableFuture<Survey> survey = new CompletableFuture<>();
    private final CompletableFuture<Optional<Nests>> nests = new CompletableFuture<>();
    private final Names names;
    private final Gateway gateway;
    private final Semaphore places;
    private final Semaphore closings;
    private final Set<Running> running = ConcurrentHashMap.newKeySet();
    private final Set<Tenant> held = ConcurrentHashMap.newKeySet();
    private final JobCounts counts = new JobCounts();
    private final AtomicBoolean closed = new AtomicBoolean();

    private BubblewrapSandbox(SandboxSettings settings) {
        this.settings = settings;
        this.commands = new Commands(settings.toolchain());
        this.names = new Names(settings.egress().resolver());
        this.gateway = new Gateway(settings.egress(), names);
        this.places = new Semaphore(settings.places());
        this.closings = new Semaphore(settings.places());
    }

    static Sandbox open(SandboxSettings settings) {
        var sandbox = new BubblewrapSandbox(settings);
        Thread.ofPlatform().daemon().name("sandbox-survey").start(sandbox::look);
        return sandbox;
    }

    private void look() {
        try {
            Survey made = Survey.of(settings, commands, spawner);
            survey.complete(made);
            nests.complete(grow(made));
        } catch (InterruptedException | RuntimeException e) {
            survey.completeExceptionally(e);
            nests.complete(Optional.empty());
        }
    }

    /** Without a zygote every job starts cold; that is slower and no less safe. */
    private Optional<Nests> grow(Survey made) throws InterruptedException {
        if (settings.warm() == 0
                || made.ground().isEmpty()
                || !(made.readiness() instanceof Readiness.Ready ready)
                || !ready.languages().contains(Language.PYTHON)) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    Nests.open(
                            made.host().orElseThrow(),
                            made.ground().get(),
                            spawner,
                            commands,
                            ready,
                            settings.warm(),
                            makers));
        } catch (IOException e) {
            LOG.warn("programs start cold, for there is no zygote: {}", e.toString());
            return Optional.empty();
        }
    }

    private Survey survey() throws InterruptedException {
        try {
            return survey.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the survey of this machine failed", e.getCause());
        }
    }

    @Override
    public Readiness readiness() throws InterruptedException {
        return survey().readiness();
    }

    @Override
    public Start start(Job job, Listener listener) throws InterruptedException {
        if (closed.get()) {
            return CLOSED;
        }
        Optional<Refusal.Invalid> fault =
                Admission.fault(job).or(() -> gateway.fault(job.allowHosts()));
        if (fault.isPresent()) {
            return fault.get();
        }
        Survey known = survey();
        return switch (known.readiness()) {
            case Readiness.Refusing(String reason, String fix) ->
                    new Refusal.Unavailable(reason, fix);
            case Readiness.Ready ready -> {
                if (job.program() instanceof Program.Script script
                        && !ready.languages().contains(script.language())) {
                    yield missing(script.language());
                }
                yield job.allowHosts().isEmpty() || settings.tier() != Tier.T3
                        ? place(job, listener, known.host().orElseThrow(), ready.isolation())
                        : NO_NETWORK;
            }
        };
    }

    @Override
    public Hold hold(Interpreter wish) throws InterruptedException {
        if (closed.get()) {
            return CLOSED;
        }
        if (settings.tier() == Tier.T3) {
            return NO_SESSIONS;
        }
        Survey known = survey();
        return switch (known.readiness()) {
            case Readiness.Refusing(String reason, String fix) ->
                    new Refusal.Unavailable(reason, fix);
            case Readiness.Ready ready ->
                    ready.languages().contains(wish.language())
                            ? settle(wish, known.host().orElseThrow(), ready.isolation())
                            : missing(wish.language());
        };
    }

    private Hold settle(Interpreter wish, Host host, Isolation isolation)
            throws InterruptedException {
        Limits limits = wish.limits();
        try {
            Stage stage = open(host, limits.disk(), limits.inodes());
            var pipes = new ArrayList<RandomAccessFile>();
            try {
                String loop = Commands.loopName(wish.language());
                stage.putJob(loop, wish.loop().toArray());
                pipes.addAll(stage.pipes(Tenant.PIPES));
                var self = new CompletableFuture<Tenant>();
                var tenant =
                        new Tenant(
                                stage,
                                pipes,
                                meter(stage, limits, 0),
                                around(isolation, isolation.engine(), stage, limits),
                                settings.contents(),
                                () -> held.remove(self.join()));
                self.complete(tenant);
                held.add(tenant);
                boolean grouped = stage.group().isPresent();
                stage.go(commands.held(wish.language(), loop, limits, grouped, host.ownUsers()));
                if (closed.get()) {
                    tenant.close();
                }
                return tenant;
            } catch (IOException | RuntimeException | InterruptedException e) {
                held.removeIf(tenant -> tenant.isOn(stage));
                Tenant.closeAll(pipes);
                stage.close();
                throw e;
            }
        } catch (IOException e) {
            return unmade(e);
        }
    }

    private static Refusal.Unavailable unmade(IOException e) {
        return new Refusal.Unavailable(
                "The sandbox could not be made: "
                        + e.getMessage()
                        + (e.getCause() == null ? "" : ": " + e.getCause()),
                "Run the self-check.");
    }

    private static Refusal.Unavailable missing(Language language) {
        var diagnosis = new Diagnosis(Path.of("/"));
        String distributionPackage =
                language == Language.JAVASCRIPT ? "nodejs" : Commands.interpreter(language);
        var missing = diagnosis.missing(Commands.interpreter(language), distributionPackage);
        return new Refusal.Unavailable(missing.reason(), missing.fix());
    }

    private Start place(Job job, Listener listener, Host host, Isolation isolation)
            throws InterruptedException {
        if (!places.tryAcquire()) {
            counts.refused.increment();
            return new Refusal.Busy(RETRY);
        }
        boolean started = false;
        try {
            Execution execution = begin(job, listener, host, isolation);
            started = true;
            return execution;
        } catch (IOException e) {
            return unmade(e);
        } finally {
            if (!started) {
                places.release();
            }
        }
    }

    private Execution begin(Job job, Listener listener, Host host, Isolation isolation)
            throws IOException, InterruptedException {
        Housing.Maker cold = () -> cold(job, host, isolation);
        Optional<Nests> ready = Nests.fit(job) ? nests.getNow(Optional.empty()) : Optional.empty();
        Optional<Nest> nest = ready.isPresent() ? ready.get().take(job) : Optional.empty();
        if (nest.isPresent()) {
            try {
                Housing quick = quick(job, ready.orElseThrow(), nest.get(), isolation);
                return watch(job, quick, cold, listener);
            } catch (IOException e) {
                // it died before it had the whole program, so nothing of that has run
                LOG.debug("a nest was lost", e);
            }
        }
        return watch(job, cold.make(), cold, listener);
    }

    private Housing quick(Job job, Nests nests, Nest nest, Isolation isolation) throws IOException {
        try {
            nests.start(nest, job);
            Limits limits = job.limits();
            Meter meter =
                    nest.group().isPresent()
                            ? Meter.of(nest.group().get(), nest.before().orElseThrow())
                            : Meter.ofTree(
                                    nest.pid(),
                                    limits.memory(),
                                    limits.processes(),
                                    nest::filesBytes);
            var inside = around(isolation, QUICK_ENGINE, nest, limits);
            return new Housing(nest, meter, inside, Optional.empty(), () -> nests.done(job));
        } catch (IOException | RuntimeException e) {
            nest.close();
            nests.done(job);
            throw e;
        }
    }

    private Housing cold(Job job, Host host, Isolation isolation)
            throws IOException, InterruptedException {
        counts.cold.increment();
        if (!job.allowHosts().isEmpty()) {
            return networked(job, host, isolation);
        }
        Stage stage = open(host, job.limits().disk(), job.limits().inodes());
        try {
            return housing(stage, job, host, isolation, Optional.empty());
        } catch (IOException | RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    /** Without its way out it does not run at all. */
    private Housing networked(Job job, Host host, Isolation isolation)
            throws IOException, InterruptedException {
        Host own =
                host.withOwnNetwork()
                        .orElseThrow(() -> new IOException("this engine gives no network"));
        Stage stage = open(own, job.limits().disk(), job.limits().inodes());
        try {
            Gateway.Opened opened = gateway.open(stage, own, job.allowHosts());
            try {
                var env = new HashMap<>(opened.env());
                env.putAll(job.env());
                return housing(
                        stage, job.withEnv(env), own, isolation, Optional.of(opened.proxy()));
            } catch (IOException | RuntimeException e) {
                opened.proxy().close();
                throw e;
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    private Housing housing(
            Stage stage, Job job, Host host, Isolation isolation, Optional<EgressProxy> egress)
            throws IOException {
        Limits limits = job.limits();
        for (InputFile file : job.files()) {
            stage.putWork(file.path(), file.content().toArray());
        }
        if (job.program() instanceof Program.Script(Language language, Bytes code)) {
            stage.putWork(language.programName(), code.toArray());
        }
        Meter meter = meter(stage, limits, egress.isPresent() ? 1 : 0);
        stage.go(commands.cold(job, stage.group().isPresent(), host.ownUsers()));
        Isolation inside = around(isolation, isolation.engine(), stage, limits);
        return new Housing(
                stage,
                meter,
                egress.isPresent() ? inside.withNetwork("proxy") : inside,
                egress,
                () -> {});
    }

    /** On a platform thread, for waiting for a pipe would block the carrier of a virtual one. */
    private Stage open(Host host, long disk, int inodes) throws IOException, InterruptedException {
        Future<Stage> stage = makers.submit(() -> Stage.open(host, spawner, disk, inodes));
        try {
            return stage.get();
        } catch (ExecutionException e) {
            throw new IOException("no place for the program", e.getCause());
        } catch (InterruptedException e) {
            // the maker is not stopped half-way; whatever it makes is closed when it is there
            makers.execute(() -> {
                try {
                    stage.get().close();
                } catch (ExecutionException | InterruptedException late) {
                    e.addSuppressed(late);
                }
            });
            throw e;
        }
    }

    private Execution watch(Job job, Housing first, Housing.Maker another, Listener listener) {
        var self = new CompletableFuture<Running>();
        var aftermath =
                new Aftermath() {
                    @Override
                    public void ended(Report report) {
                        counts.ended(report);
                    }

                    @Override
                    public void over() {
                        // as many places as jobs may be closing; when more do, reports wait
                        closings.acquireUninterruptibly();
                        running.remove(self.join());
                        places.release();
                    }

                    @Override
                    public void closed() {
                        closings.release();
                    }
                };
        Execution execution =
                Execution.watch(
                        job, first, another, listener, new Space(settings.contents()), aftermath);
        running.add(execution);
        self.complete(execution);
        if (closed.get()) {
            execution.cancel();
        }
        return execution;
    }

    private static Meter meter(Stage stage, Limits limits, int beside) throws IOException {
        if (stage.group().isPresent()) {
            stage.group()
                    .get()
                    .limit(limits.memory(), limits.processes() + stage.overhead() + beside);
            return Meter.of(stage.group().get());
        }
        return Meter.ofTree(
                stage.process().pid(),
                limits.memory(),
                limits.processes() + beside,
                stage::filesBytes);
    }

    private static Isolation around(Isolation usual, String engine, Place place, Limits limits) {
        return new Isolation(
                engine,
                usual.version(),
                usual.tier(),
                usual.network(),
                usual.seccomp(),
                usual.memory(),
                limits.memory(),
                usual.processes(),
                limits.processes(),
                usual.namespaces(),
                place.user().orElseGet(HostUser::current),
                usual.gaps());
    }

    @Override
    public SandboxUse use() {
        Optional<Nests> quick =
                nests.isCompletedExceptionally()
                        ? Optional.empty()
                        : nests.getNow(Optional.empty());
        boolean known = survey.isDone() && !survey.isCompletedExceptionally();
        return new SandboxUse(
                known
                        ? Optional.of(survey.join().readiness() instanceof Readiness.Ready)
                        : Optional.empty(),
                settings.places() - places.availablePermits(),
                settings.places(),
                settings.places() - closings.availablePermits(),
                held.size(),
                counts.refused.sum(),
                quick.map(Nests::waitingStarts).orElse(0L),
                quick.map(Nests::splitStarts).orElse(0L),
                counts.cold.sum(),
                quick.map(Nests::zygoteRestarts).orElse(0L),
                quick.map(Nests::use).orElse(List.of()),
                counts.ended(),
                new SandboxUse.Memory(
                        settings.contents().streams().taken(),
                        settings.contents().streams().most(),
                        settings.contents().files().taken(),
                        settings.contents().files().most()),
                counts.egress());
    }

    @Override
    public SelfCheck check() throws InterruptedException {
        long begin = System.nanoTime();
        Readiness readiness = readiness();
        List<SelfCheck.Probe> probes =
                readiness instanceof Readiness.Ready ready
                        ? EscapeProbes.run(this, ready.languages())
                        : List.of();
        return new SelfCheck(
                readiness,
                Conditions.of(readiness, new Diagnosis(Path.of("/"))),
                probes,
                Duration.ofNanos(System.nanoTime() - begin));
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            running.forEach(Running::cancel);
            List.copyOf(held).forEach(Tenant::close);
            places.acquireUninterruptibly(settings.places());
            closings.acquireUninterruptibly(settings.places());
            survey.handle((made, failure) -> "known").join();
            nests.getNow(Optional.empty()).ifPresent(Nests::close);
            spawner.close(); // and with it a zygote that is still to say its first word
            nests.join().ifPresent(Nests::close);
            names.close();
            makers.close();
            try {
                Removal.await(LAST_REMOVALS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
