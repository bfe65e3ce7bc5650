package io.ultimatemcp.sandbox.egress;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one run may reach and how it finds it: each host that is named exactly has a loopback
 * address of its own, with a listener for each of its ports; hosts below a name and addresses are
 * reached through the proxy's port.
 */
public final class EgressPlan {
    /** Most entries of one run's list. */
    public static final int MOST_HOSTS = 32;

    private static final String PROXY = "127.0.0.1:3128";
    private static final int MOST_PORTS = 64;
    private static final int FIRST = 2;

    private final List<HostPattern> allowed;
    private final Map<String, String> addresses = new LinkedHashMap<>();
    private final List<Listening> listeners = new ArrayList<>();

    private record Listening(String address, Target target) {}

    /**
     * For these.
     *
     * @throws IllegalArgumentException with half a sentence, when they are too many
     */
    public EgressPlan(List<HostPattern> allowed) {
        this.allowed = List.copyOf(allowed);
        var ports = new LinkedHashMap<String, Set<Integer>>();
        allowed.stream()
                .filter(each -> each.isExact() && !HostName.isAddress(each.host()))
                .forEach(each ->
                        ports.computeIfAbsent(each.host(), _ -> new TreeSet<>())
                                .addAll(each.ports()));
        ports.forEach(this::listen);
        if (listeners.size() > MOST_PORTS) {
            throw new IllegalArgumentException(
                    "%d ports, the limit is %d".formatted(listeners.size(), MOST_PORTS));
        }
    }

    private void listen(String host, Set<Integer> ports) {
        String address = "127.0.0." + (FIRST + addresses.size());
        addresses.put(host, address);
        ports.forEach(port -> listeners.add(new Listening(address, new Target(host, port))));
    }

    /** Lines for {@code /etc/hosts}: the names that resolve inside, and no others do. */
    public String hostsFile() {
        var text = new StringBuilder();
        addresses.forEach(
                (name, address) -> text.append(address).append(' ').append(name).append('\n'));
        return text.toString();
    }

    /** Variables by which programs find the proxy. */
    public Map<String, String> environment() {
        String proxy = "http://" + PROXY;
        String none = "localhost,127.0.0.1,::1";
        return Map.of(
                "HTTP_PROXY", proxy,
                "HTTPS_PROXY", proxy,
                "NO_PROXY", none,
                "http_proxy", proxy,
                "https_proxy", proxy,
                "no_proxy", none);
    }

    List<HostPattern> allowed() {
        return allowed;
    }

    /** Where the forwarder listens, in order: the proxy's port, then one for each target. */
    List<String> listeners() {
        var all = new ArrayList<>(List.of(PROXY));
        listeners.forEach(each -> all.add(each.address + ":" + each.target.port()));
        return all;
    }

    /** Whether there is a listener of that number. */
    boolean has(int listener) {
        return listener >= 0 && listener <= listeners.size();
    }

    /** Where the connections of that listener lead; null for those to the proxy. */
    @Nullable Target target(int listener) {
        return listener == 0 ? null : listeners.get(listener - 1).target;
    }
}
