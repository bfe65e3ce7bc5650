package io.ultimatemcp.sandbox.seccomp;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The system call filter: an allow-list with known refusals.
 *
 * <p>Foreign architectures (32-bit calls by {@code int 0x80}) and x32 calls kill the process: their
 * numbers mean other calls. Calls with a history of privilege bugs get EPERM; a few are looked at
 * by their arguments; all that is not in the table, also what future kernels add, gets ENOSYS.
 * {@code clone3} is among these because its flags lie in memory, out of the filter's reach; C
 * libraries then use {@code clone}.
 *
 * <p>The numbers are put into descending ranges of equal verdict, so that one comparison each is
 * enough; the kernel caches calls that are always allowed.
 */
public final class SeccompFilter {
    private static final int X32_CALLS = 0x40000000;

    /** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET. */
    static final int CLONE_NAMESPACES = 0x7E020000;

    static final int AF_UNIX = 1;
    static final int[] INTERNET = {2, 10};
    static final int[] STREAM_OR_DATAGRAM = {1, 2};
    static final int[] DEFAULT_TCP_UDP = {0, 6, 17};
    static final int SOL_SOCKET = 1;

    /** SO_SNDBUF, SO_RCVBUF and their privileged forms. */
    static final int[] BUFFER_SIZES = {7, 8, 32, 33};

    static final int SOCKET_TYPE = 0xF;

    /** Terminal sizes and modes, non-blocking, close-on-exec, bytes readable, pseudo terminals. */
    static final int[] HARMLESS_REQUESTS = {
        0x5401,
        0x5402,
        0x5403,
        0x5404,
        0x540B,
        0x540E,
        0x540F,
        0x5410,
        0x5411,
        0x5413,
        0x5414,
        0x541B,
        0x5421,
        0x5422,
        0x5429,
        0x5450,
        0x5451,
        0x80045430,
        0x40045431,
        0x80045438,
        0x5441
    };

    /** TIOCSTI types into a terminal, TIOCLINUX pastes into a console. */
    private static final int[] TYPING_REQUESTS = {0x5412, 0x541C};

    /** Parent-death signal, dumpable, name, keep-caps, seccomp state, bounding set, timers, … */
    static final int[] HARMLESS_OPTIONS = {
        1, 2, 3, 4, 7, 15, 16, 21, 23, 29, 30, 36, 37, 38, 39, 41, 42, 0x53564d41
    };

    private static final int PR_SET_SECCOMP = 22;
    static final int[] HARMLESS_PERSONAS = {0, 0xFFFFFFFF};

    /**
     * Descriptors, locks, pipe sizes, seals, hints. Not leases and F_NOTIFY, which like inotify
     * tell who else opens a file of the system.
     */
    static final int[] HARMLESS_COMMANDS = {
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 15, 16, 17, 36, 37, 38, 1025, 1027, 1028, 1030, 1031,
        1032, 1033, 1034, 1035, 1036, 1037, 1038
    };

    private SeccompFilter() {}

    /** The filter as an array of {@code struct sock_filter}, ready to be loaded. */
    public static byte[] of(Architecture architecture) {
        SystemCalls calls = SystemCalls.of(architecture);
        var filter =
                new Assembler()
                        .loadArchitecture()
                        .answerUnlessEqual(architecture.auditNumber(), Verdict.KILL_PROCESS)
                        .loadNumber();
        if (architecture == Architecture.X86_64) {
            filter.answerIfAtLeast(X32_CALLS, Verdict.KILL_PROCESS);
        }
        calls.looked().forEach((name, number) -> filter.onlyIfEqual(number, look(name)));
        for (Map.Entry<Integer, Verdict> range : ranges(calls).descendingMap().entrySet()) {
            filter.answerIfAtLeast(range.getKey(), range.getValue());
        }
        return filter.answer(Verdict.ENOSYS).assemble();
    }

    /** First number of each range of equal verdict. */
    private static NavigableMap<Integer, Verdict> ranges(SystemCalls calls) {
        var ranges = new TreeMap<Integer, Verdict>();
        Verdict last = Verdict.ENOSYS;
        int end = calls.verdicts().lastKey() + 1;
        for (int number = 0; number <= end; number++) {
            Verdict verdict = calls.verdicts().getOrDefault(number, Verdict.ENOSYS);
            if (verdict != last) {
                ranges.put(number, verdict);
                last = verdict;
            }
        }
        return ranges;
    }

    private static Assembler look(String name) {
        return switch (name) {
            case "clone" ->
                    new Assembler()
                            .loadArgument(0)
                            .answerIfAnyBit(CLONE_NAMESPACES, Verdict.EPERM)
                            .answer(Verdict.ALLOW);
            case "socket" -> socket();
            case "socketpair" ->
                    new Assembler()
                            .loadArgument(0)
                            .answerIfEqual(AF_UNIX, Verdict.ALLOW)
                            .answer(Verdict.EAFNOSUPPORT);
            case "ioctl" ->
                    allowing(
                            answering(
                                    new Assembler().loadArgument(1),
                                    TYPING_REQUESTS,
                                    Verdict.EPERM),
                            HARMLESS_REQUESTS,
                            Verdict.ENOTTY);
            case "fcntl" ->
                    allowing(new Assembler().loadArgument(1), HARMLESS_COMMANDS, Verdict.EINVAL);
            case "prctl" ->
                    allowing(
                            new Assembler()
                                    .loadArgument(0)
                                    .answerIfEqual(PR_SET_SECCOMP, Verdict.EPERM),
                            HARMLESS_OPTIONS,
                            Verdict.EINVAL);
            case "setsockopt" -> setsockopt();
            case "personality" ->
                    allowing(new Assembler().loadArgument(0), HARMLESS_PERSONAS, Verdict.EPERM);
            default -> throw new IllegalStateException("nothing looks at " + name);
        };
    }

    /** Unix sockets of any type, TCP and UDP of the (empty) network; all other families not. */
    private static Assembler socket() {
        var protocol =
                allowing(new Assembler().loadArgument(2), DEFAULT_TCP_UDP, Verdict.EAFNOSUPPORT);
        var type = new Assembler().loadArgument(1).and(SOCKET_TYPE);
        for (int each : STREAM_OR_DATAGRAM) {
            type.onlyIfEqual(each, protocol);
        }
        type.answer(Verdict.EPERM);
        var family = new Assembler().loadArgument(0).answerIfEqual(AF_UNIX, Verdict.ALLOW);
        for (int each : INTERNET) {
            family.onlyIfEqual(each, type);
        }
        return family.answer(Verdict.EAFNOSUPPORT);
    }

    /** Larger buffers than usual are memory that no watcher sees; to ask for them does no harm. */
    private static Assembler setsockopt() {
        var option = answering(new Assembler().loadArgument(2), BUFFER_SIZES, Verdict.IGNORED);
        return new Assembler()
                .loadArgument(1)
                .onlyIfEqual(SOL_SOCKET, option.answer(Verdict.ALLOW))
                .answer(Verdict.ALLOW);
    }

    private static Assembler allowing(Assembler start, int[] harmless, Verdict otherwise) {
        return answering(start, harmless, Verdict.ALLOW).answer(otherwise);
    }

    private static Assembler answering(Assembler start, int[] constants, Verdict verdict) {
        for (int constant : constants) {
            start.answerIfEqual(constant, verdict);
        }
        return start;
    }
}
