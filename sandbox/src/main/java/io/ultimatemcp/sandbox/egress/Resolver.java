package io.ultimatemcp.sandbox.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Finds the addresses of a name. May block, and is called from several threads. */
@FunctionalInterface
public interface Resolver {
    /** Its addresses, at least one. */
    List<InetAddress> resolve(String name) throws UnknownHostException;

    /** As this machine resolves names. */
    static Resolver system() {
        return name -> List.of(InetAddress.getAllByName(name));
    }
}
