package io.ultimatemcp.sandbox.seccomp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The same policy as {@link SeccompFilter} in the form of a container configuration: rules that
 * name calls, everything else refused with {@link #OTHERWISE}. That form knows no second answer for
 * the arguments of a call, so where the filter of our own explains a refusal (a terminal request, a
 * namespace flag), this one says that the call does not exist; what is allowed is the same.
 *
 * @see <a
 *     href="https://github.com/opencontainers/runtime-spec/blob/main/config-linux.md#seccomp">OCI
 *     runtime specification, seccomp</a>
 */
public final class RuleList {
    /** The error number of all that no rule names: ENOSYS. */
    public static final int OTHERWISE = 38;

    private static final long LOW_HALF = 0xFFFFFFFFL;

    /** Internet and unix protocols that have socket options: IP, TCP, UDP, IPv6. */
    private static final int[] OPTION_LEVELS = {0, 6, 17, 41};

    private static final int LAST_SOCKET_OPTION = 96;
    private static final int LAST_FAMILY = 45;

    private RuleList() {}

    /**
     * One rule.
     *
     * @param calls names of system calls
     * @param errno what they fail with; empty when they are allowed
     * @param conditions all of which must hold
     */
    public record Rule(List<String> calls, OptionalInt errno, List<Condition> conditions) {
        public Rule {
            calls = List.copyOf(calls);
            conditions = List.copyOf(conditions);
        }
    }

    /** Holds when argument {@code index}, of which only {@code mask} counts, is {@code value}. */
    public record Condition(int index, long mask, long value) {}

    /** The name of the architecture in a container configuration. */
    public static String architecture(Architecture architecture) {
        return switch (architecture) {
            case X86_64 -> "SCMP_ARCH_X86_64";
            case AARCH64 -> "SCMP_ARCH_AARCH64";
        };
    }

    /** All rules. */
    public static List<Rule> of(Architecture architecture) {
        SystemCalls calls = SystemCalls.of(architecture);
        var byVerdict = new EnumMap<Verdict, List<String>>(Verdict.class);
        calls.named()
                .forEach((name, verdict) ->
                        byVerdict.computeIfAbsent(verdict, _ -> new ArrayList<>()).add(name));
        var rules = new ArrayList<Rule>();
        byVerdict.forEach(
                (verdict, names) -> rules.add(new Rule(names, errno(verdict), List.of())));
        calls.looked().keySet().forEach(name -> rules.addAll(look(name)));
        return rules;
    }

    private static List<Rule> look(String name) {
        return switch (name) {
            case "clone" ->
                    List.of(
                            rule(
                                    name,
                                    Verdict.ALLOW,
                                    new Condition(0, SeccompFilter.CLONE_NAMESPACES, 0)));
            case "socket" -> sockets();
            case "socketpair" -> each(name, 0, SeccompFilter.AF_UNIX);
            case "ioctl" -> each(name, 1, SeccompFilter.HARMLESS_REQUESTS);
            case "fcntl" -> each(name, 1, SeccompFilter.HARMLESS_COMMANDS);
            case "prctl" -> each(name, 0, SeccompFilter.HARMLESS_OPTIONS);
            case "personality" -> each(name, 0, SeccompFilter.HARMLESS_PERSONAS);
            case "setsockopt" -> options();
            default -> throw new IllegalStateException("nothing looks at " + name);
        };
    }

    private static List<Rule> sockets() {
        var rules = new ArrayList<Rule>();
        for (int family = 0; family <= LAST_FAMILY; family++) {
            int it = family;
            if (family == SeccompFilter.AF_UNIX) {
                rules.add(rule("socket", Verdict.ALLOW, low(0, it)));
            } else if (IntStream.of(SeccompFilter.INTERNET).anyMatch(each -> each == it)) {
                rules.addAll(internet(it));
            } else {
                rules.add(rule("socket", Verdict.EAFNOSUPPORT, low(0, it)));
            }
        }
        return rules;
    }

    private static List<Rule> internet(int family) {
        return Arrays.stream(SeccompFilter.STREAM_OR_DATAGRAM)
                .boxed()
                .flatMap(type ->
                        Arrays.stream(SeccompFilter.DEFAULT_TCP_UDP)
                                .mapToObj(protocol ->
                                        rule(
                                                "socket",
                                                Verdict.ALLOW,
                                                low(0, family),
                                                new Condition(1, SeccompFilter.SOCKET_TYPE, type),
                                                low(2, protocol))))
                .toList();
    }

    /** Buffer sizes are taken and ignored; all else of the socket and its protocols is allowed. */
    private static List<Rule> options() {
        Stream<Rule> ofSockets =
                IntStream.rangeClosed(0, LAST_SOCKET_OPTION)
                        .mapToObj(option ->
                                rule(
                                        "setsockopt",
                                        isBufferSize(option) ? Verdict.IGNORED : Verdict.ALLOW,
                                        low(1, SeccompFilter.SOL_SOCKET),
                                        low(2, option)));
        Stream<Rule> ofProtocols = each("setsockopt", 1, OPTION_LEVELS).stream();
        return Stream.concat(ofSockets, ofProtocols).toList();
    }

    private static boolean isBufferSize(int option) {
        return IntStream.of(SeccompFilter.BUFFER_SIZES).anyMatch(each -> each == option);
    }

    private static List<Rule> each(String name, int index, int... values) {
        return IntStream.of(values)
                .mapToObj(value -> rule(name, Verdict.ALLOW, low(index, value)))
                .toList();
    }

    private static Condition low(int index, int value) {
        return new Condition(index, LOW_HALF, Integer.toUnsignedLong(value));
    }

    private static Rule rule(String name, Verdict verdict, Condition... conditions) {
        return new Rule(List.of(name), errno(verdict), List.of(conditions));
    }

    private static OptionalInt errno(Verdict verdict) {
        return verdict == Verdict.ALLOW
                ? OptionalInt.empty()
                : OptionalInt.of(verdict.value() & 0xFFFF);
    }
}
