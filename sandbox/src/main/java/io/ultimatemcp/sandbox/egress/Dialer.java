package io.ultimatemcp.sandbox.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

/**
 * Connects to what a run was allowed. A name is resolved once, and the very addresses that were
 * looked at are connected to, so an answer that changes meanwhile changes nothing.
 */
final class Dialer {
    private static final int MOST_ADDRESSES = 8;

    /** What lies here is not counted as the program's, so the kernel may not let it grow. */
    private static final int BUFFER = 256 << 10;

    private final List<HostPattern> allowed;
    private final EgressSettings settings;
    private final Names names;

    Dialer(List<HostPattern> allowed, EgressSettings settings, Names names) {
        this.allowed = List.copyOf(allowed);
        this.settings = settings;
        this.names = names;
    }

    /** Whether the run may reach it at all. */
    boolean allows(Target target) {
        return allowed.stream().anyMatch(pattern -> pattern.covers(target));
    }

    /** Connects, in blocking mode; throws {@link Denied} when that is not to be. */
    SocketChannel dial(Target target) throws Denied, InterruptedException {
        if (!allows(target)) {
            throw new Denied(Denial.NOT_ALLOWED);
        }
        long end = System.nanoTime() + settings.connectTimeout().toNanos();
        List<InetAddress> open =
                resolve(target).stream()
                        .limit(MOST_ADDRESSES)
                        .filter(address -> mayLead(target, address))
                        .toList();
        Denial denial = Denial.ADDRESS_REFUSED;
        for (InetAddress address : open) {
            Duration left = Duration.ofNanos(end - System.nanoTime());
            if (left.toMillis() < 1) {
                throw new Denied(Denial.TIMED_OUT);
            }
            try {
                return connect(new InetSocketAddress(address, target.port()), left);
            } catch (SocketTimeoutException e) {
                denial = Denial.TIMED_OUT;
            } catch (IOException e) {
                denial = Denial.UNREACHABLE;
            }
        }
        throw new Denied(denial);
    }

    private List<InetAddress> resolve(Target target) throws Denied, InterruptedException {
        try {
            return names.of(target.host(), settings.connectTimeout());
        } catch (UnknownHostException e) {
            throw new Denied(Denial.UNRESOLVED);
        } catch (TimeoutException e) {
            throw new Denied(Denial.TIMED_OUT);
        }
    }

    private boolean mayLead(Target target, InetAddress address) {
        return switch (Reach.of(address)) {
            case PUBLIC -> true;
            case PRIVATE -> settings.privateAddresses();
            case NEAR ->
                    settings.privateAddresses()
                            && settings.hosts().stream()
                                    .anyMatch(each -> each.isExact() && each.covers(target));
            case NOWHERE -> false;
        };
    }

    private static SocketChannel connect(InetSocketAddress address, Duration left)
            throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
            channel.socket().connect(address, Math.toIntExact(left.toMillis()));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }
}
