package io.ultimatemcp.sandbox.egress;

import java.time.Duration;
import java.util.List;

/**
 * What the operator lets runs reach.
 *
 * @param hosts that runs may ask for; empty when none may reach anything
 * @param privateAddresses whether these may lead to addresses that are not of the public Internet
 * @param connections of one run at the same time; 1 to 64
 * @param bytes that one run may move, both ways together
 * @param connectTimeout for resolving and connecting, and for a request to be said; 100 ms to 5 min
 * @param idleTimeout after which a silent connection is closed; 100 ms to 1 h
 * @param resolver finds addresses
 */
public record EgressSettings(
        List<HostPattern> hosts,
        boolean privateAddresses,
        int connections,
        long bytes,
        Duration connectTimeout,
        Duration idleTimeout,
        Resolver resolver) {
    private static final int MOST_CONNECTIONS = 64;

    /** Copies the list, checks the ranges. */
    public EgressSettings {
        hosts = List.copyOf(hosts);
        if (connections < 1 || connections > MOST_CONNECTIONS) {
            throw new IllegalArgumentException("connections must be 1 to 64, not " + connections);
        }
        check(connectTimeout, Duration.ofMinutes(5));
        check(idleTimeout, Duration.ofHours(1));
    }

    private static void check(Duration time, Duration most) {
        if (time.compareTo(Duration.ofMillis(100)) < 0 || time.compareTo(most) > 0) {
            throw new IllegalArgumentException("timeouts must be 100 ms to " + most);
        }
    }

    /** No host; 16 connections, 64 MiB, 10 s to connect, 30 s of silence. */
    public static EgressSettings none() {
        return of(List.of());
    }

    /** These hosts within the standard bounds. */
    public static EgressSettings of(List<HostPattern> hosts) {
        return new EgressSettings(
                hosts,
                false,
                16,
                64L << 20,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Resolver.system());
    }

    /** The same, where names may also lead to private addresses. */
    public EgressSettings withPrivateAddresses() {
        return new EgressSettings(
                hosts, true, connections, bytes, connectTimeout, idleTimeout, resolver);
    }

    /** The same with other bounds. */
    public EgressSettings withBounds(int count, long most, Duration connect, Duration idle) {
        return new EgressSettings(hosts, privateAddresses, count, most, connect, idle, resolver);
    }

    /** The same, where names are resolved otherwise. */
    public EgressSettings withResolver(Resolver other) {
        return new EgressSettings(
                hosts, privateAddresses, connections, bytes, connectTimeout, idleTimeout, other);
    }
}
