package io.ultimatemcp.sandbox.zygote;

import io.ultimatemcp.sandbox.cgroup.Group;
import io.ultimatemcp.sandbox.cgroup.Removal;
import io.ultimatemcp.sandbox.cgroup.Usage;
import io.ultimatemcp.sandbox.files.Harvest;
import io.ultimatemcp.sandbox.files.Known;
import io.ultimatemcp.sandbox.files.Pinned;
import io.ultimatemcp.sandbox.linux.ProcessTable;
import io.ultimatemcp.sandbox.linux.SocketCollector;
import io.ultimatemcp.sandbox.output.Space;
import io.ultimatemcp.sandbox.place.Ending;
import io.ultimatemcp.sandbox.place.Place;
import java.io.Closeable;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A place split off from a zygote.
 *
 * <p>We open our ends of its pipes through {@code /proc/PID/fd}, and its {@code /work} through
 * {@code /proc/PID/root}, while it waits for our word; then it becomes deaf to everyone. The pipe
 * of the status tells when the program is let go, at the last moment before anything of it runs,
 * and then, from the first process, how it ended, after that has killed what was left: from then on
 * nothing but that process is alive in the nest, and it is about to go.
 */
public final class Nest implements Place {
    private static final int STDIN = 10;
    private static final int STDOUT = 11;
    private static final int STDERR = 12;
    private static final int STATUS = 13;
    private static final int GO = 14;
    private static final int READY = 'R';
    private static final int BEGUN = 'B';
    private static final int RETURNED = 'X';

    private final ProcessHandle first;
    private final Optional<Group> group;
    private final OptionalLong user;
    private final Pipes pipes;
    private final Path root;
    private final Zygote zygote;
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Optional<Usage> before;
    private Room room;
    private boolean loaded;
    private volatile boolean empty;

    private Nest(
            ProcessHandle first,
            Optional<Group> group,
            OptionalLong user,
            Pipes pipes,
            Room room,
            Zygote zygote) {
        this.first = first;
        this.group = group;
        this.user = user;
        this.pipes = pipes;
        this.root = Path.of("/proc/" + first.pid() + "/root/work");
        this.room = room;
        this.zygote = zygote;
        this.before = group.map(Group::usage);
    }

    /** Our side of a nest. */
    private record Pipes(
            OutputStream stdin,
            InputStream stdout,
            InputStream stderr,
            InputStream status,
            SecureDirectoryStream<Path> work)
            implements AutoCloseable {

        /** All of it or nothing. */
        static Pipes open(long pid) throws IOException {
            String ends = "/proc/" + pid + "/fd/";
            var opened = new ArrayDeque<Closeable>();
            try {
                return new Pipes(
                        kept(new FileOutputStream(ends + STDIN), opened),
                        kept(new FileInputStream(ends + STDOUT), opened),
                        kept(new FileInputStream(ends + STDERR), opened),
                        kept(new FileInputStream(ends + STATUS), opened),
                        kept(Pinned.open(Path.of("/proc/" + pid + "/root/work")), opened));
            } catch (IOException | RuntimeException e) {
                for (Closeable each : opened) {
                    each.close();
                }
                throw e;
            }
        }

        private static <T extends Closeable> T kept(T one, Deque<Closeable> opened) {
            opened.push(one);
            return one;
        }

        @Override
        public void close() throws IOException {
            try (stdin;
                    stdout;
                    stderr;
                    status;
                    work) {
                return;
            }
        }
    }

    /**
     * Opens our side of the nest whose first process is {@code pid}, and tells it to go on. When
     * that fails nothing of our side is left; the process is the caller's to kill.
     */
    static Nest open(long pid, Optional<Group> group, OptionalLong user, Room room, Zygote zygote)
            throws IOException {
        ProcessHandle first =
                ProcessHandle.of(pid).orElseThrow(() -> new IOException("the nest is gone"));
        Pipes pipes = Pipes.open(pid);
        try {
            try (var go = new FileOutputStream("/proc/" + pid + "/fd/" + GO)) {
                go.write('+');
            }
            if (pipes.status.read() != READY) {
                throw new IOException("the nest ended before its program came");
            }
            return new Nest(first, group, user, pipes, room, zygote);
        } catch (IOException | RuntimeException e) {
            pipes.close();
            throw e;
        }
    }

    /** Sets the limits of its control group, when they are not as they should be. */
    public void limit(long memory, int processes) throws IOException {
        if (group.isPresent() && (room.memory() != memory || room.processes() != processes)) {
            group.get().limit(memory, processes);
            room = new Room(room.disk(), room.inodes(), memory, processes);
        }
    }

    /** Tells it what to become, and to wait there for another order, its program's. */
    void load(Order first) throws IOException {
        pipes.stdin.write(first.encode());
        loaded = true;
    }

    /** Whether it has become what waits for programs of one kind. */
    public boolean isLoaded() {
        return loaded;
    }

    /**
     * Starts to wait for the end.
     *
     * @param waiting runs a task that waits for as long as the program lives
     */
    public void watch(Executor waiting) {
        waiting.execute(() -> {
            try {
                ending.complete(readEnding());
            } catch (IOException e) {
                ending.complete(Ending.killed()); // closed while it was read
            }
        });
    }

    /** Whether nothing has ended it so far, nor its zygote, whose death it cannot outlive. */
    public boolean isAlive() {
        return zygote.isAlive() && ProcessTable.isAlive(first.pid());
    }

    @Override
    public OutputStream stdin() {
        return pipes.stdin;
    }

    @Override
    public InputStream stdout() {
        return pipes.stdout;
    }

    @Override
    public InputStream stderr() {
        return pipes.stderr;
    }

    @Override
    public Optional<Group> group() {
        return group;
    }

    /** What its control group had used when the nest was ready. */
    public Optional<Usage> before() {
        return before;
    }

    @Override
    public OptionalLong user() {
        return user;
    }

    @Override
    public long pid() {
        return first.pid();
    }

    @Override
    public Harvest.Crop harvest(Known known, Space space) throws InterruptedException {
        return Harvest.of(pipes.work, ".", known, space);
    }

    @Override
    public long filesBytes() {
        try {
            FileStore store = Files.getFileStore(root);
            return store.getTotalSpace() - store.getUnallocatedSpace();
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public Optional<Ending> await(long millis) throws InterruptedException {
        try {
            return Optional.of(ending.get(millis, TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    /** The death of its first process is the death of its whole pid namespace. */
    @Override
    public void kill() {
        first.destroyForcibly();
    }

    @Override
    public boolean killAndWait(long millis) throws InterruptedException {
        boolean gone = empty || areKilled(millis);
        SocketCollector.request();
        return gone;
    }

    private boolean areKilled(long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        kill();
        while (!isEmpty()) {
            if (System.nanoTime() > end) {
                return false;
            }
            group.ifPresent(Group::kill);
            TimeUnit.MILLISECONDS.sleep(1);
        }
        return true;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            kill();
            try {
                pipes.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                group.ifPresent(Removal::of);
                zygote.leave();
            }
        }
    }

    /**
     * A letter when the program is let go; a letter and a number when it ended; nothing more when
     * all was killed. What was written before a death can still be read after it, so a program
     * without its first letter has not begun.
     */
    private Ending readEnding() throws IOException {
        int said = pipes.status.read();
        boolean begun = said == BEGUN;
        int how = begun ? pipes.status.read() : said;
        int number = pipes.status.read();
        empty = number >= 0;
        if (!begun) {
            return Ending.neverBegun();
        }
        return number < 0
                ? Ending.killed()
                : how == RETURNED ? Ending.returned(number) : Ending.signalled(number);
    }

    private boolean isEmpty() {
        return group.map(Group::isEmpty).orElse(true) && !ProcessTable.isAlive(first.pid());
    }
}
