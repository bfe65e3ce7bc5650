package io.ultimatemcp.sandbox.egress;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host with ports, or all hosts below a name, as operators and runs list them: {@code
 * example.org} (ports 443 and 80), {@code example.org:8443}, {@code *.example.org}, {@code
 * 192.0.2.1:80}, {@code [2001:db8::1]}.
 *
 * @param host the host in its one form, or the name below which all are meant
 * @param below whether all hosts below it are meant, and not itself
 * @param ports that may be reached
 */
public record HostPattern(String host, boolean below, Set<Integer> ports) {
    private static final Pattern WRITTEN =
            Pattern.compile("(\\*\\.)?(\\[[^\\[\\]]*]|[^:\\[\\]/@?#\\s]+)(?::(\\d{1,5}))?");
    private static final int MOST = 300;
    private static final int LAST_PORT = 65_535;

    /** Copies the ports. */
    public HostPattern {
        ports = Set.copyOf(ports);
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException with half a sentence, when it is none
     */
    public static HostPattern parse(String written) {
        Matcher parts = WRITTEN.matcher(written);
        if (written.length() > MOST || !parts.matches()) {
            throw new IllegalArgumentException("is not a host, host:port, *.name or *.name:port");
        }
        String host = HostName.of(parts.group(2));
        boolean below = parts.group(1) != null;
        if (below && HostName.isAddress(host)) {
            throw new IllegalArgumentException("has a * before an address");
        }
        if (parts.group(3) == null) {
            return new HostPattern(host, below, Set.of(Target.HTTPS, Target.HTTP));
        }
        int port = Integer.parseInt(parts.group(3));
        if (port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException("has a port that is not 1 to 65535");
        }
        return new HostPattern(host, below, Set.of(port));
    }

    /** What of it none of {@code others} covers, as {@code host:port}; empty when all is. */
    public Optional<String> outside(Collection<HostPattern> others) {
        return new TreeSet<>(ports)
                .reversed().stream()
                        .filter(port ->
                                others.stream().noneMatch(other -> other.covers(this, port)))
                        .map(port -> (below ? "*." : "") + new Target(host, port))
                        .findFirst();
    }

    /** Whether it names a single host. */
    boolean isExact() {
        return !below;
    }

    /** Whether that may be reached. */
    boolean covers(Target target) {
        return ports.contains(target.port())
                && (below ? isBelow(target.host()) : host.equals(target.host()));
    }

    private boolean covers(HostPattern other, int port) {
        return ports.contains(port)
                && (below
                        ? isBelow(other.host) || (other.below && host.equals(other.host))
                        : !other.below && host.equals(other.host));
    }

    private boolean isBelow(String name) {
        return name.endsWith("." + host);
    }
}
