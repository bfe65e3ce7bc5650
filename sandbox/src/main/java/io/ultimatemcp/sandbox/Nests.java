package io.ultimatemcp.sandbox;

import io.ultimatemcp.sandbox.bubblewrap.Host;
import io.ultimatemcp.sandbox.bubblewrap.Spawner;
import io.ultimatemcp.sandbox.zygote.Demand;
import io.ultimatemcp.sandbox.zygote.Ground;
import io.ultimatemcp.sandbox.zygote.Nest;
import io.ultimatemcp.sandbox.zygote.NestPool;
import io.ultimatemcp.sandbox.zygote.Nursery;
import io.ultimatemcp.sandbox.zygote.Order;
import io.ultimatemcp.sandbox.zygote.Room;
import io.ultimatemcp.sandbox.zygote.Zygote;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The quick way into a sandbox: nests of a zygote, some split off ahead, others when asked for.
 * Whatever does not fit, or cannot be had just now, is left to a cold start. Thread-safe.
 */
final class Nests implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Nests.class);

    /** Read by interpreters, linkers and allocators only when they start. */
    private static final Pattern EARLY =
            Pattern.compile("(PYTHON|NODE|LD_|MALLOC_|GLIBC|LC_|LANG|SSL_|OPENSSL).*");

    /**
     * The limit of the user lies behind that of the group or watcher, which can tell when it is
     * hit.
     */
    private static final int SPARE = 16;

    private static final int MOST_WAITING = 16;
    private static final long NEST_BYTES = 4L << 20;
    private static final long NODE_BYTES = 40L << 20;
    private static final long WAITING_CPU_SECONDS = 3600;
    private static final int OWN_PROCESSES = 1;
    private static final int PIPE = 1 << 15;

    private final Host host;
    private final Nursery nursery;
    private final NestPool plain;
    private final Optional<NestPool> node;
    private final ExecutorService makers;
    private final LongAdder waitingStarts = new LongAdder();
    private final LongAdder splitStarts = new LongAdder();

    private Nests(
            Host host,
            Nursery nursery,
            NestPool plain,
            Optional<NestPool> node,
            ExecutorService makers) {
        this.host = host;
        this.nursery = nursery;
        this.plain = plain;
        this.node = node;
        this.makers = makers;
    }

    /**
     * Starts a zygote and the first nests.
     *
     * @param waiting how many nests wait at least, of each kind
     * @throws IOException why this machine can have none
     */
    static Nests open(
            Host host,
            Ground ground,
            Spawner spawner,
            Commands commands,
            Readiness.Ready ready,
            int waiting,
            ExecutorService makers)
            throws IOException, InterruptedException {
        Room room = room(Limits.standard());
        var env = commands.environment(Map.of());
        Nursery nursery =
                Nursery.open(
                        onDeath ->
                                Zygote.start(
                                        host,
                                        ground,
                                        spawner,
                                        List.of("python3", "-u", "-B"),
                                        env,
                                        onDeath),
                        makers,
                        room);
        var plain =
                new NestPool(
                        nursery,
                        makers,
                        room,
                        Optional.empty(),
                        new Demand(waiting, MOST_WAITING, NEST_BYTES));
        Optional<NestPool> node =
                ready.languages().contains(Language.JAVASCRIPT)
                        ? Optional.of(
                                new NestPool(
                                        nursery,
                                        makers,
                                        room,
                                        Optional.of(loader(host)),
                                        new Demand(waiting, MOST_WAITING, NODE_BYTES)))
                        : Optional.empty();
        var nests = new Nests(host, nursery, plain, node, makers);
        nursery.listen(nests::refill);
        nests.refill();
        return nests;
    }

    private void refill() {
        plain.refill();
        node.ifPresent(NestPool::refill);
    }

    /** Whether such a job may run in a nest. */
    static boolean fit(Job job) {
        return job.allowHosts().isEmpty() && isPlain(job);
    }

    private static boolean isPlain(Job job) {
        return switch (job.program()) {
            case Program.Script _ -> true;
            case Program.Command command -> command.binds().isEmpty();
        };
    }

    /**
     * A nest for this job, limited as it wants; the caller gives it the job, closes it and then
     * calls {@link #done}. Empty when there is none.
     */
    Optional<Nest> take(Job job) throws InterruptedException {
        NestPool pool = pool(job);
        pool.demand().begin();
        boolean taken = false;
        try {
            Optional<Nest> nest = isUsual(job.limits()) ? pool.take() : Optional.empty();
            LongAdder count = waitingStarts;
            if (nest.isEmpty()) {
                nest = split(room(job.limits()));
                count = splitStarts;
            }
            if (nest.isPresent()) {
                count.increment();
            }
            taken = nest.isPresent();
            return nest;
        } finally {
            if (!taken) {
                pool.demand().end();
            }
        }
    }

    /** Sets the limits and hands over the job, save its standard input. */
    void start(Nest nest, Job job) throws IOException {
        Limits limits = job.limits();
        nest.limit(limits.memory(), limits.processes() + OWN_PROCESSES);
        nest.watch(makers);
        byte[] order = order(job, nest.isLoaded()).encode();
        if (order.length <= PIPE) {
            nest.stdin().write(order);
        } else {
            write(nest, order);
        }
    }

    /** What does not fit into an empty pipe needs a thread that may wait. */
    private void write(Nest nest, byte[] order) throws IOException {
        Future<?> written =
                makers.submit(() -> {
                    nest.stdin().write(order);
                    return order.length;
                });
        try {
            written.get();
        } catch (ExecutionException e) {
            throw new IOException("the nest does not take its program", e.getCause());
        } catch (InterruptedException e) {
            nest.kill();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("while the program was handed over");
        }
    }

    /** A job that had a nest is over. Another is made only now: earlier it would slow that job. */
    void done(Job job) {
        NestPool pool = pool(job);
        pool.demand().end();
        pool.refill();
    }

    /** How many jobs took a nest that waited. */
    long waitingStarts() {
        return waitingStarts.sum();
    }

    /** How many jobs had a nest split off for them. */
    long splitStarts() {
        return splitStarts.sum();
    }

    /** How many zygotes took the place of another. */
    long zygoteRestarts() {
        return nursery.restarts();
    }

    /** What waits for jobs. */
    List<SandboxUse.Nests> use() {
        var pools = new ArrayList<SandboxUse.Nests>();
        pools.add(use("plain", plain));
        node.ifPresent(pool -> pools.add(use("node", pool)));
        return pools;
    }

    private static SandboxUse.Nests use(String kind, NestPool pool) {
        return new SandboxUse.Nests(
                kind, pool.waiting(), pool.making(), pool.demand().target(), pool.demand().most());
    }

    private NestPool pool(Job job) {
        return usesLoader(job) ? node.orElse(plain) : plain;
    }

    private boolean usesLoader(Job job) {
        return job.program() instanceof Program.Script(Language language, Bytes code)
                && language == Language.JAVASCRIPT
                && isUsual(job.limits())
                && job.limits().processes() == Limits.standard().processes()
                && isLate(job);
    }

    private Order order(Job job, boolean loaded) {
        var files = new HashMap<String, byte[]>();
        job.files().forEach(file -> files.put(file.path(), file.content().toArray()));
        var words = new ArrayList<String>();
        var way = Order.Way.EXEC;
        switch (job.program()) {
            case Program.Command command -> words.addAll(command.argv());
            case Program.Script(Language language, Bytes code) -> {
                files.put(language.programName(), code.toArray());
                if (language == Language.PYTHON && isLate(job)) {
                    way = Order.Way.RUN;
                } else if (!loaded) {
                    words.addAll(Commands.script(language));
                }
            }
        }
        words.addAll(job.args());
        Limits limits = job.limits();
        return new Order(
                way,
                words,
                job.env(),
                files,
                limits.disk(),
                limits.cpu().plusMillis(999).toSeconds() + 1,
                processes(host, limits));
    }

    private static OptionalInt processes(Host host, Limits limits) {
        if (host.groups().isPresent()) {
            return host.ownUsers()
                    ? OptionalInt.of(limits.processes() + OWN_PROCESSES + SPARE)
                    : OptionalInt.empty();
        }
        return OptionalInt.of(limits.processes() + OWN_PROCESSES + Commands.SEEN);
    }

    /** On a platform thread, for waiting for a pipe would block the carrier of a virtual one. */
    private Optional<Nest> split(Room room) throws InterruptedException {
        if (!nursery.isReady()) {
            return Optional.empty();
        }
        Future<Nest> nest = makers.submit(() -> nursery.open(room));
        try {
            return Optional.of(nest.get());
        } catch (ExecutionException e) {
            LOG.debug("no nest could be made", e);
            return Optional.empty();
        } catch (InterruptedException e) {
            // the maker is not stopped half-way; whatever it makes is closed when it is there
            makers.execute(() -> {
                try {
                    nest.get().close();
                } catch (ExecutionException | InterruptedException late) {
                    e.addSuppressed(late);
                }
            });
            throw e;
        }
    }

    private static Order loader(Host host) {
        return new Order(
                Order.Way.WAIT,
                List.of("node", "/job/loader.js"),
                Map.of(),
                Map.of(),
                Limits.standard().disk(),
                WAITING_CPU_SECONDS,
                processes(host, Limits.standard()));
    }

    private static Room room(Limits limits) {
        return new Room(
                limits.disk(),
                limits.inodes(),
                limits.memory(),
                limits.processes() + OWN_PROCESSES);
    }

    private static boolean isUsual(Limits limits) {
        Limits usual = Limits.standard();
        return limits.disk() == usual.disk() && limits.inodes() == usual.inodes();
    }

    private static boolean isLate(Job job) {
        return job.env().keySet().stream().noneMatch(name -> EARLY.matcher(name).matches());
    }

    @Override
    public void close() {
        plain.close();
        node.ifPresent(NestPool::close);
        nursery.close();
    }
}
