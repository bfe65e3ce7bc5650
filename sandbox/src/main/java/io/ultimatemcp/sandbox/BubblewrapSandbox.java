package io.ultimatemcp.sandbox;

import io.ultimatemcp.sandbox.bubblewrap.Host;
import io.ultimatemcp.sandbox.bubblewrap.Spawner;
import io.ultimatemcp.sandbox.bubblewrap.Stage;
import io.ultimatemcp.sandbox.linux.HostUser;
import io.ultimatemcp.sandbox.meter.Meter;
import java.io.IOException;
import java.time.Duration;
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

/** A sandbox of this machine: on the rung that its settings name, or none. */
final class BubblewrapSandbox implements Sandbox {
    private static final Refusal.Unavailable CLOSED =
            new Refusal.Unavailable("The sandbox is closed.", "Start the server again.");
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final SandboxSettings settings;
    private final Commands commands;
    private final Spawner spawner = new Spawner();
    private final ExecutorService makers =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("sandbox-maker-", 0).factory());
    private final CompletableFuture<Survey> survey = new CompletableFuture<>();
    private final CompletableFuture<WarmPool> pool = new CompletableFuture<>();
    private final Semaphore places;
    private final Set<Running> running = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closed = new AtomicBoolean();

    private BubblewrapSandbox(SandboxSettings settings) {
        this.settings = settings;
        this.commands = new Commands(settings.toolchain());
        this.places = new Semaphore(settings.places());
    }

    static Sandbox open(SandboxSettings settings) {
        var sandbox = new BubblewrapSandbox(settings);
        Thread.ofPlatform().daemon().name("sandbox-survey").start(sandbox::look);
        return sandbox;
    }

    private void look() {
        try {
            Survey made = Survey.of(settings, commands, spawner);
            if (made.readiness() instanceof Readiness.Ready ready) {
                pool.complete(
                        new WarmPool(
                                made.host().orElseThrow(),
                                commands,
                                spawner,
                                makers,
                                ready.languages(),
                                settings.tier() == Tier.T3 ? 0 : settings.warm()));
                pool.join().fill();
            }
            survey.complete(made);
        } catch (InterruptedException | RuntimeException e) {
            survey.completeExceptionally(e);
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
        Optional<Refusal.Invalid> fault = Admission.fault(job);
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
                yield place(job, listener, known.host().orElseThrow(), ready.isolation());
            }
        };
    }

    private static Refusal.Unavailable missing(Language language) {
        var diagnosis = new Diagnosis(java.nio.file.Path.of("/"));
        String distributionPackage =
                language == Language.JAVASCRIPT ? "nodejs" : Commands.interpreter(language);
        var missing = diagnosis.missing(Commands.interpreter(language), distributionPackage);
        return new Refusal.Unavailable(missing.reason(), missing.fix());
    }

    private Start place(Job job, Listener listener, Host host, Isolation isolation)
            throws InterruptedException {
        if (!places.tryAcquire()) {
            return new Refusal.Busy(RETRY);
        }
        boolean started = false;
        try {
            Execution execution = begin(job, listener, host, isolation);
            started = true;
            return execution;
        } catch (IOException e) {
            return new Refusal.Unavailable(
                    "The sandbox could not be made: " + e.getMessage() + ": " + e.getCause(),
                    "Run the self-check.");
        } finally {
            if (!started) {
                places.release();
            }
        }
    }

    private Execution begin(Job job, Listener listener, Host host, Isolation isolation)
            throws IOException, InterruptedException {
        Limits limits = job.limits();
        Optional<Language> fit = WarmStart.fit(job);
        Optional<Stage> warm = fit.flatMap(pool.join()::take);
        Stage stage = warm.isPresent() ? warm.get() : open(host, limits.disk(), limits.inodes());
        try {
            for (InputFile file : job.files()) {
                stage.putWork(file.path(), file.content().toArray());
            }
            if (job.program() instanceof Program.Script(Language language, Bytes code)) {
                stage.putWork(language.programName(), code.toArray());
            }
            Meter meter = meter(stage, limits);
            if (warm.isPresent()) {
                WarmStart.go(stage, job);
            } else {
                stage.go(commands.cold(job, stage.group().isPresent(), host.ownUsers()));
            }
            Runnable onEnd = () -> warm.flatMap(w -> fit).ifPresent(pool.join()::replace);
            return watch(job, stage, meter, around(isolation, stage, limits), listener, onEnd);
        } catch (IOException | RuntimeException e) {
            stage.close();
            warm.flatMap(w -> fit).ifPresent(pool.join()::replace);
            throw e;
        }
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

    private Execution watch(
            Job job,
            Stage stage,
            Meter meter,
            Isolation isolation,
            Listener listener,
            Runnable onEnd) {
        var self = new CompletableFuture<Running>();
        Execution execution =
                Execution.watch(
                        job,
                        stage,
                        meter,
                        isolation,
                        listener,
                        () -> {
                            running.remove(self.join());
                            places.release();
                            onEnd.run();
                        });
        running.add(execution);
        self.complete(execution);
        if (closed.get()) {
            execution.cancel();
        }
        return execution;
    }

    private static Meter meter(Stage stage, Limits limits) throws IOException {
        if (stage.group().isPresent()) {
            stage.group().get().limit(limits.memory(), limits.processes() + stage.overhead());
            return Meter.of(stage.group().get());
        }
        return Meter.ofTree(
                stage.process().pid(), limits.memory(), limits.processes(), stage::filesBytes);
    }

    private static Isolation around(Isolation usual, Stage stage, Limits limits) {
        return new Isolation(
                usual.engine(),
                usual.version(),
                usual.tier(),
                usual.network(),
                usual.seccomp(),
                usual.memory(),
                limits.memory(),
                usual.processes(),
                limits.processes(),
                usual.namespaces(),
                stage.user().orElseGet(HostUser::current),
                usual.gaps());
    }

    @Override
    public SelfCheck check() throws InterruptedException {
        long begin = System.nanoTime();
        Readiness readiness = readiness();
        List<SelfCheck.Probe> probes =
                readiness instanceof Readiness.Ready ? EscapeProbes.run(this) : List.of();
        return new SelfCheck(readiness, probes, Duration.ofNanos(System.nanoTime() - begin));
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            running.forEach(Running::cancel);
            places.acquireUninterruptibly(settings.places());
            survey.handle((made, failure) -> "known").join();
            if (pool.isDone()) {
                pool.join().close();
            }
            makers.close();
            spawner.close();
        }
    }
}
