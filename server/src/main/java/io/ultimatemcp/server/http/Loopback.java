package io.ultimatemcp.server.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Tells whether an address to listen on is reached from this machine alone. */
final class Loopback {
    private Loopback() {}

    static boolean is(String host) {
        try {
            return !host.isEmpty() && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
