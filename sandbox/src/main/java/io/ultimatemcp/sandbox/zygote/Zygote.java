package io.ultimatemcp.sandbox.zygote;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ultimatemcp.sandbox.bubblewrap.Host;
import io.ultimatemcp.sandbox.bubblewrap.Launch;
import io.ultimatemcp.sandbox.bubblewrap.Spawner;
import io.ultimatemcp.sandbox.bubblewrap.Stage;
import io.ultimatemcp.sandbox.cgroup.Group;
import io.ultimatemcp.sandbox.cgroup.Removal;
import io.ultimatemcp.sandbox.linux.Deadline;
import io.ultimatemcp.sandbox.linux.HostUser;
import io.ultimatemcp.sandbox.linux.ProcessTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An interpreter that has loaded what programs often import and splits off nests, each of which
 * becomes one program. Thread-safe.
 *
 * <p>It is the first process of a pid namespace: when it dies, for whatever reason, the kernel
 * kills every nest of it. It dies with the server, as every stage does.
 */
public final class Zygote implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Zygote.class);
    private static final long OWN_FILES = 1L << 24;
    private static final int OWN_INODES = 1000;
    private static final long OWN_MEMORY = 1L << 30;
    private static final int OWN_PROCESSES = 4096;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int NOBODY = 65534;
    private static final String READY = "ready";

    private final Host host;
    private final Stage stage;
    private final long pid;
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicInteger nests = new AtomicInteger();
    private final Map<Long, Birth> births = new ConcurrentHashMap<>();
    private volatile boolean retired;
    private volatile boolean dead;

    private Zygote(Host host, Stage stage, long pid) {
        this.host = host;
        this.stage = stage;
        this.pid = pid;
    }

    /**
     * Starts one and waits until it is ready to split.
     *
     * @param argv the interpreter inside, with its options
     * @param env the variables of every nest
     * @param onDeath runs once, when it is dead
     */
    public static Zygote start(
            Host host,
            Ground ground,
            Spawner spawner,
            List<String> argv,
            Map<String, String> env,
            Runnable onDeath)
            throws IOException, InterruptedException {
        Stage stage = Stage.open(host.becoming(ground.entry(host)), spawner, OWN_FILES, OWN_INODES);
        try {
            if (stage.group().isPresent()) {
                stage.group().get().limit(OWN_MEMORY, OWN_PROCESSES);
            }
            for (String name : Scripts.NAMES) {
                stage.putJob(name, Scripts.text(name));
            }
            stage.putJob("filter", ground.filter());
            stage.putJob("nothing", new byte[0]);
            var words = new ArrayList<>(argv);
            words.add("/job/zygote.py");
            words.addAll(ground.hidden());
            stage.go(
                    new Launch(
                            words,
                            env,
                            Map.of(),
                            OWN_FILES,
                            Integer.MAX_VALUE,
                            OptionalInt.empty()));
            var lines = new BufferedReader(new InputStreamReader(stage.stdout(), UTF_8));
            awaitReady(stage, lines);
            OptionalLong inside = stage.firstInside();
            var zygote = new Zygote(host, stage, inside.orElseThrow(NoPid::new));
            listen(
                    "sandbox-zygote",
                    () -> {
                        zygote.hear(lines);
                        onDeath.run();
                    });
            listen("sandbox-zygote-errors", zygote::hearErrors);
            return zygote;
        } catch (IOException | RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    /** What the operator lends may hang while the interpreter loads it. */
    private static void awaitReady(Stage stage, BufferedReader lines) throws IOException {
        try (var deadline = new Deadline(stage.process(), PATIENCE)) {
            if (!Objects.equals(lines.readLine(), READY)) {
                byte[] said = stage.stderr().readNBytes(2000);
                throw new IOException(
                        (deadline.isMissed()
                                        ? "the zygote was not ready in time: "
                                        : "the zygote ended: ")
                                + new String(said, UTF_8).strip());
            }
        }
    }

    /**
     * Splits off a nest, in a control group of its own where there is one, and waits until it is
     * ready for its program.
     *
     * @param room what its file system holds and its control group allows
     * @throws IOException when it cannot be made, or the zygote is dead
     */
    public Nest split(Room room) throws IOException, InterruptedException {
        long number = numbers.incrementAndGet();
        var birth = new Birth();
        births.put(number, birth);
        Optional<Group> group = Optional.empty();
        nests.incrementAndGet();
        try {
            if (!isAlive()) {
                throw new IOException("the zygote is dead");
            }
            OptionalLong user = host.nextUser();
            long inside = user.isPresent() ? user.getAsLong() - HostUser.FIRST : NOBODY;
            ask("%d %d %d %d\n".formatted(number, inside, room.disk(), room.inodes()));
            if (host.groups().isPresent()) {
                group = Optional.of(host.groups().get().create());
                group.get().limit(room.memory(), room.processes());
            }
            long outside = ProcessTable.child(pid, birth.pid()).orElseThrow(NoPid::new);
            if (group.isPresent()) {
                group.get().enter(outside);
            }
            birth.awaitOpen();
            Nest nest = Nest.open(outside, group, user, room, this);
            births.remove(number);
            return nest;
        } catch (IOException | InterruptedException | RuntimeException e) {
            // now, or when the zygote names it though nobody waits for it any more
            birth.whenKnown(
                    inside -> ProcessTable.child(pid, inside).ifPresent(ProcessTable::kill),
                    () -> births.remove(number));
            group.ifPresent(Removal::of);
            leave();
            throw e;
        }
    }

    /** Whether it can still split. */
    public boolean isAlive() {
        return !dead && stage.process().isAlive();
    }

    /** How many nests it was asked for so far. */
    public long splits() {
        return numbers.get();
    }

    /** Splits no more, and ends with the last of its nests. */
    public void retire() {
        retired = true;
        if (nests.get() == 0) {
            close();
        }
    }

    /** Ends it, and with it every nest. */
    @Override
    public void close() {
        stage.close();
    }

    /** One of its nests is closed. */
    void leave() {
        if (nests.decrementAndGet() == 0 && retired) {
            close();
        }
    }

    private synchronized void ask(String line) throws IOException {
        stage.stdin().write(line.getBytes(UTF_8));
    }

    private void hear(BufferedReader lines) {
        try {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int space = line.indexOf(' ');
                Birth birth = births.get(Long.parseLong(line.substring(0, space)));
                if (birth != null) {
                    birth.hear(line.substring(space + 1));
                }
            }
        } catch (IOException e) {
            LOG.debug("the zygote is closed", e);
        }
        dead = true; // its processes may be some moments behind
        births.values().forEach(birth -> birth.fail("the zygote has died"));
    }

    private void hearErrors() {
        try (InputStream errors = stage.stderr()) {
            var lines = new BufferedReader(new InputStreamReader(errors, UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                LOG.warn("zygote: {}", line);
            }
        } catch (IOException e) {
            LOG.debug("the zygote is closed", e);
        }
    }

    private static void listen(String name, Runnable listener) {
        Thread.ofPlatform().daemon().name(name).start(listener);
    }

    /** The process was gone before its number was known. */
    private static final class NoPid extends IllegalStateException {
        private static final long serialVersionUID = 1;

        NoPid() {
            super("the process is gone");
        }
    }
}
