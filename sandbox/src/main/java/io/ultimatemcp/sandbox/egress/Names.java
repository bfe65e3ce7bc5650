package io.ultimatemcp.sandbox.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Resolves names for all runs, on a few platform threads: the C library's resolver would hold the
 * carriers of virtual threads for as long as a name server is silent. Thread-safe.
 */
public final class Names implements AutoCloseable {
    private static final int THREADS = 8;
    private static final int WAITING = 256;

    private final Resolver resolver;
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(
                    THREADS,
                    THREADS,
                    10,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(WAITING),
                    Thread.ofPlatform().daemon().name("sandbox-names-", 0).factory());

    /** Asks {@code resolver}. */
    public Names(Resolver resolver) {
        this.resolver = resolver;
        threads.allowCoreThreadTimeOut(true);
    }

    /** The addresses of a name, or of an address itself. */
    List<InetAddress> of(String host, Duration patience)
            throws UnknownHostException, TimeoutException, InterruptedException {
        if (HostName.isAddress(host)) {
            return List.of(InetAddress.ofLiteral(host));
        }
        Future<List<InetAddress>> answer;
        try {
            answer = threads.submit(() -> resolver.resolve(host));
        } catch (RejectedExecutionException e) {
            throw new TimeoutException("too many names are being resolved");
        }
        try {
            return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            var unknown = new UnknownHostException(host);
            unknown.initCause(e.getCause());
            throw unknown;
        } finally {
            answer.cancel(true);
        }
    }

    /** Asks no more. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
