package io.ultimatemcp.sandbox.egress;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request that was understood.
 *
 * @param method as written
 * @param target the host and port that it is for
 * @param path what the host is asked for; empty for CONNECT
 * @param head as it came
 * @param framing of its body
 */
record Request(String method, Target target, String path, Head head, Framing framing) {
    private static final Pattern START =
            Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]{1,32}) ([!-~]+) HTTP/1\\.([01])");
    private static final Pattern ABSOLUTE = Pattern.compile("(?i:http)://([^/?#]*)([^#]*)");
    private static final Pattern AUTHORITY =
            Pattern.compile("(\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9._-]{1,253})(?::(\\d{1,5}))?");
    private static final int LAST_PORT = 65_535;

    /** Those between us and the program, and what would let the connection become another. */
    private static final Set<String> OURS =
            Set.of(
                    "connection",
                    "host",
                    "http2-settings",
                    "keep-alive",
                    "proxy-authenticate",
                    "proxy-authorization",
                    "proxy-connection",
                    "te",
                    "trailer",
                    "upgrade");

    /** No Connection header may take these away. */
    private static final Set<String> FIXED = Set.of("content-length", "transfer-encoding", "host");

    boolean isConnect() {
        return method.equals("CONNECT");
    }

    /**
     * Understands a head.
     *
     * @param fixed where its connection leads; null when the request itself says it
     */
    static Request of(Head head, @Nullable Target fixed) throws Denied {
        Matcher start = START.matcher(head.start());
        if (!start.matches() || head.options().stream().anyMatch(FIXED::contains)) {
            throw new Denied(Denial.BAD_REQUEST);
        }
        String method = start.group(1);
        String asked = start.group(2);
        Framing framing = Framing.of(head);
        if (method.equals("CONNECT")) {
            if (fixed != null || !framing.equals(new Framing.Length(0))) {
                throw new Denied(Denial.BAD_REQUEST);
            }
            return new Request(method, target(asked, 0), "", head, framing);
        }
        var request =
                fixed == null
                        ? absolute(method, asked, head, framing)
                        : new Request(method, fixed, origin(asked), head, framing);
        return request.withHostOf(head);
    }

    private static Request absolute(String method, String asked, Head head, Framing framing)
            throws Denied {
        Matcher parts = ABSOLUTE.matcher(asked);
        if (!parts.matches()) {
            throw new Denied(Denial.BAD_REQUEST);
        }
        String path = parts.group(2);
        return new Request(
                method,
                target(parts.group(1), Target.HTTP),
                path.startsWith("/") ? path : "/" + path,
                head,
                framing);
    }

    private static String origin(String asked) throws Denied {
        if (!asked.startsWith("/") && !asked.equals("*")) {
            throw new Denied(Denial.BAD_REQUEST);
        }
        return asked;
    }

    /** The Host header, when there is one, has to name the target. */
    private Request withHostOf(Head from) throws Denied {
        List<String> hosts = from.values("host");
        if (hosts.size() > 1) {
            throw new Denied(Denial.BAD_REQUEST);
        }
        if (!hosts.isEmpty() && !target(hosts.getFirst(), Target.HTTP).equals(target)) {
            throw new Denied(Denial.HOST_MISMATCH);
        }
        return this;
    }

    /**
     * @param usual the port when none is written; 0 when one has to be
     */
    private static Target target(String written, int usual) throws Denied {
        Matcher parts = AUTHORITY.matcher(written);
        if (!parts.matches()) {
            throw new Denied(Denial.BAD_REQUEST);
        }
        int port = parts.group(2) == null ? usual : Integer.parseInt(parts.group(2));
        if (port < 1 || port > LAST_PORT) {
            throw new Denied(Denial.BAD_REQUEST);
        }
        try {
            return new Target(HostName.of(parts.group(1)), port);
        } catch (IllegalArgumentException e) {
            throw new Denied(Denial.BAD_REQUEST);
        }
    }

    /** What goes to the host: one request, after which the connection ends. */
    Head forHost() {
        var fields = new ArrayList<>(List.of(new Head.Field("host", target.authority())));
        fields.addAll(others(head));
        String version = head.start().substring(head.start().lastIndexOf(' '));
        return new Head(method + " " + path + version, closing(fields));
    }

    /** What goes back to the program: the answer, after which the connection ends. */
    static Head forProgram(Head answer) {
        return new Head(answer.start(), closing(others(answer)));
    }

    private static List<Head.Field> others(Head head) {
        List<String> named = head.options();
        return head.fields().stream()
                .filter(f -> !OURS.contains(f.name()) && !named.contains(f.name()))
                .toList();
    }

    private static List<Head.Field> closing(List<Head.Field> fields) {
        var all = new ArrayList<>(fields);
        all.add(new Head.Field("connection", "close"));
        return all;
    }
}
