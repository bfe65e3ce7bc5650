package io.ultimatemcp.sandbox.egress;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Arrays;
import java.util.List;

/**
 * How near an address is: the nearer, the more an operator has to say before a run may connect to
 * it. After the special-purpose registries of RFC 6890 and what clouds put beside them.
 */
enum Reach {
    /** A host of the public Internet. */
    PUBLIC,
    /** Of a private network, or set aside: needs private addresses to be allowed. */
    PRIVATE,
    /** This machine or its link, where metadata services are: needs also to be named exactly. */
    NEAR,
    /** Of no single host. */
    NOWHERE;

    private static final List<Net> FOUR =
            List.of( // the first that holds it counts
                    new Net("0.0.0.0", 8, NOWHERE),
                    new Net("10.0.0.0", 8, PRIVATE),
                    new Net("100.100.100.200", 32, NEAR),
                    new Net("100.64.0.0", 10, PRIVATE),
                    new Net("127.0.0.0", 8, NEAR),
                    new Net("168.63.129.16", 32, NEAR),
                    new Net("169.254.0.0", 16, NEAR),
                    new Net("172.16.0.0", 12, PRIVATE),
                    new Net("192.0.0.192", 32, NEAR),
                    new Net("192.0.0.0", 24, PRIVATE),
                    new Net("192.0.2.0", 24, PRIVATE),
                    new Net("192.31.196.0", 24, PRIVATE),
                    new Net("192.52.193.0", 24, PRIVATE),
                    new Net("192.88.99.0", 24, PRIVATE),
                    new Net("192.168.0.0", 16, PRIVATE),
                    new Net("192.175.48.0", 24, PRIVATE),
                    new Net("198.18.0.0", 15, PRIVATE),
                    new Net("198.51.100.0", 24, PRIVATE),
                    new Net("203.0.113.0", 24, PRIVATE),
                    new Net("224.0.0.0", 3, NOWHERE));

    private static final List<Net> SIX =
            List.of(
                    new Net("::1", 128, NEAR),
                    new Net("fe80::", 10, NEAR),
                    new Net("fd00:ec2::254", 128, NEAR),
                    new Net("fd20:ce::254", 128, NEAR),
                    new Net("fc00::", 7, PRIVATE),
                    new Net("fec0::", 10, PRIVATE),
                    new Net("2001:db8::", 32, PRIVATE),
                    new Net("3fff::", 20, PRIVATE),
                    new Net("2001::", 23, NOWHERE),
                    new Net("2000::", 3, PUBLIC));

    private static final int FOUR_BYTES = 4;
    private static final Net NAT64 = new Net("64:ff9b::", 96, PUBLIC);
    private static final Net SIX_TO_FOUR = new Net("2002::", 16, PUBLIC);

    /** That of {@code address}, seen from this machine. */
    static Reach of(InetAddress address) {
        Reach reach = byNumber(address);
        return reach != NOWHERE && isOurs(address) ? NEAR : reach;
    }

    /** That of {@code address}, whatever addresses this machine has. */
    static Reach byNumber(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == FOUR_BYTES) {
            return first(FOUR, bytes, PUBLIC);
        }
        // two kinds of addresses stand for one of version 4 that they hold
        if (NAT64.holds(bytes)) {
            return four(bytes, 12);
        }
        return SIX_TO_FOUR.holds(bytes) ? four(bytes, 2) : first(SIX, bytes, NOWHERE);
    }

    private static Reach four(byte[] bytes, int from) {
        return first(FOUR, Arrays.copyOfRange(bytes, from, from + FOUR_BYTES), PUBLIC);
    }

    private static Reach first(List<Net> nets, byte[] bytes, Reach otherwise) {
        return nets.stream()
                .filter(net -> net.holds(bytes))
                .map(Net::reach)
                .findFirst()
                .orElse(otherwise);
    }

    private static boolean isOurs(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return true;
        }
    }

    private record Net(InetAddress base, int bits, Reach reach) {
        Net(String base, int bits, Reach reach) {
            this(InetAddress.ofLiteral(base), bits, reach);
        }

        boolean holds(byte[] bytes) {
            byte[] start = base.getAddress();
            if (start.length != bytes.length) {
                return false;
            }
            for (int i = 0; i < bits; i++) {
                int mask = 0x80 >> (i & 7);
                if (((start[i >> 3] ^ bytes[i >> 3]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
