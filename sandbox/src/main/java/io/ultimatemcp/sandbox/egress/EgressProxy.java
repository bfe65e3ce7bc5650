package io.ultimatemcp.sandbox.egress;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * The proxy of one run. Thread-safe.
 *
 * <p>Theory of operation: it listens on a socket file that only the run's {@link Forwarder} can
 * reach. Each connection of the forwarder begins with two bytes, the number of the listener inside
 * where a program knocked; thus the program itself cannot say, and cannot lie about, where a
 * transparent connection leads. The number 65535 is the forwarder itself: it says that it listens,
 * and its end is seen by that connection's end, as it sees ours. Every connection has a virtual
 * thread; one more closes those that are late. When the run is over all are closed, and with the
 * run's file system the socket file goes.
 */
public final class EgressProxy implements AutoCloseable {
    /** The socket's name in its directory. */
    public static final String SOCKET = "proxy";

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final int FORWARDER = 0xFFFF;
    private static final int BACKLOG = 128;
    private static final long TICK_MILLIS = 50;
    private static final Duration LAST_MOMENTS = Duration.ofSeconds(3);

    private final EgressPlan plan;
    private final EgressSettings settings;
    private final Dialer dialer;
    private final Budget budget;
    private final Contacts contacts = new Contacts();
    private final Semaphore room;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("egress-", 0).factory());
    private final ServerSocketChannel door;
    private final CountDownLatch listening = new CountDownLatch(1);
    private final CountDownLatch left = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    private EgressProxy(
            EgressPlan plan, EgressSettings settings, Names names, ServerSocketChannel door) {
        this.plan = plan;
        this.settings = settings;
        this.dialer = new Dialer(plan.allowed(), settings, names);
        this.budget = new Budget(settings.bytes());
        this.room = new Semaphore(settings.connections());
        this.door = door;
    }

    /** Listens on a new socket file in {@code directory}. */
    public static EgressProxy open(
            Path directory, EgressPlan plan, EgressSettings settings, Names names)
            throws IOException {
        var door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try (var _ = Files.newDirectoryStream(directory)) {
            // in the run's own network namespace the kernel lists this name: it must say nothing
            Path neutral = ourDescriptor(directory);
            door.bind(UnixDomainSocketAddress.of(neutral.resolve(SOCKET)), BACKLOG);
        } catch (IOException e) {
            door.close();
            throw e;
        }
        var proxy = new EgressProxy(plan, settings, names, door);
        proxy.threads.execute(proxy::accept);
        proxy.threads.execute(proxy::watch);
        return proxy;
    }

    /** A directory that this process holds open, named by its descriptor. */
    private static Path ourDescriptor(Path directory) throws IOException {
        Object key = key(directory).orElseThrow();
        try (var descriptors = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path each : descriptors) {
                if (Files.isDirectory(each) && key(each).filter(key::equals).isPresent()) {
                    return each;
                }
            }
        }
        throw new IOException("no descriptor of the open directory " + directory);
    }

    /** What tells a file from all others; empty when it is gone. */
    private static Optional<Object> key(Path file) throws IOException {
        try {
            return Optional.of(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Waits until the forwarder listens; false when it does not within that time. */
    public boolean await(Duration patience) throws InterruptedException {
        return listening.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel channel = door.accept();
                threads.execute(() -> greet(channel));
            }
        } catch (IOException | RejectedExecutionException e) {
            Connection.closeQuietly(door);
        }
    }

    private void greet(SocketChannel channel) {
        try (channel) {
            var number = ByteBuffer.allocate(2);
            while (number.hasRemaining()) {
                if (channel.read(number) < 0) {
                    return;
                }
            }
            int listener = number.getShort(0) & 0xFFFF;
            if (listener == FORWARDER) {
                forwarder(channel);
            } else if (plan.has(listener)) {
                serve(channel, listener);
            }
        } catch (IOException e) {
            return; // the forwarder is gone, or we close
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void forwarder(SocketChannel channel) throws IOException {
        listening.countDown();
        try {
            Thread.ofVirtual().name("egress-end").start(() -> endWith(channel));
            // it has no more to say, so this waits for its end
            channel.read(ByteBuffer.allocate(1));
        } finally {
            left.countDown();
        }
    }

    /** Half closed, so that it sees our end and we see its. */
    private void endWith(SocketChannel channel) {
        try {
            closed.await();
            channel.shutdownOutput();
        } catch (IOException e) {
            left.countDown();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(SocketChannel channel, int listener) throws InterruptedException {
        if (!room.tryAcquire()) {
            contacts.add(plan.target(listener), Optional.of(Denial.TOO_MANY_CONNECTIONS), 0, 0);
            return;
        }
        var connection = new Connection(channel, dialer, budget, settings);
        open.add(connection);
        try {
            if (closed.getCount() == 0) {
                connection.close();
            }
            connection.serve(plan.target(listener));
        } finally {
            open.remove(connection);
            connection.note(contacts);
            room.release();
        }
    }

    private void watch() {
        try {
            while (!closed.await(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
                long now = System.nanoTime();
                open.forEach(connection -> connection.check(now));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes everything, waits for the forwarder to go, and tells what the run did. */
    public NetworkUse end() throws InterruptedException {
        stop();
        if (listening.getCount() == 0) {
            left.await(LAST_MOMENTS.toMillis(), TimeUnit.MILLISECONDS);
        }
        threads.shutdownNow();
        threads.awaitTermination(LAST_MOMENTS.toMillis(), TimeUnit.MILLISECONDS);
        return contacts.use();
    }

    /** Closes everything at once; the forwarder ends by itself when it sees that. */
    @Override
    public void close() {
        stop();
        threads.shutdownNow();
    }

    private void stop() {
        closed.countDown();
        Connection.closeQuietly(door);
        open.forEach(Connection::close);
    }
}
