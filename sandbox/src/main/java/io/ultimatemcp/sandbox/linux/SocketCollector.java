package io.ultimatemcp.sandbox.linux;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the kernel let go of sockets that nobody can reach any more.
 *
 * <p>A program can send unix sockets to themselves, and open files with them. When it is dead,
 * these keep each other: the memory of its files stays taken and the pipes of its output stay open,
 * until the kernel looks for such cycles. It does so on a thread of its own each time that a unix
 * socket is closed while any descriptor is under way, and else need not do so for long.
 */
public final class SocketCollector {
    private static final Logger LOG = LoggerFactory.getLogger(SocketCollector.class);

    private SocketCollector() {}

    /** Asks for it; does not wait. Costs some microseconds when nothing is under way. */
    public static void request() {
        try {
            SocketChannel.open(StandardProtocolFamily.UNIX).close();
        } catch (IOException e) {
            LOG.debug("the kernel's collector of sockets could not be asked", e);
        }
    }
}
