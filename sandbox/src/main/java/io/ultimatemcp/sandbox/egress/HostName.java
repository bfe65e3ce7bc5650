package io.ultimatemcp.sandbox.egress;

import java.net.IDN;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** One written form for each host, so that equal hosts are equal texts. */
final class HostName {
    private static final int MOST = 253;
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
    private static final Pattern DOTTED = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    /** Resolvers read such a last label as a number of an address, as in {@code 0x7f.1}. */
    private static final Pattern NUMBER = Pattern.compile("\\d+|0x[0-9a-f]*");

    private HostName() {}

    /**
     * The host in its one form: names in lower case and ASCII without the dot at the end, addresses
     * as Java writes them, without brackets.
     *
     * @throws IllegalArgumentException with half a sentence, when it is no host
     */
    static String of(String written) {
        if (written.startsWith("[") && written.endsWith("]")) {
            return address(written.substring(1, written.length() - 1), written);
        }
        String name = ascii(written);
        if (name.endsWith(".")) {
            name = name.substring(0, name.length() - 1);
        }
        if (DOTTED.matcher(name).matches()) {
            return address(name, written);
        }
        List<String> labels = List.of(name.split("\\.", -1));
        if (name.length() > MOST
                || !labels.stream().allMatch(label -> LABEL.matcher(label).matches())) {
            throw new IllegalArgumentException("is not a host name");
        }
        if (NUMBER.matcher(labels.getLast()).matches()) {
            throw new IllegalArgumentException("is no address in its usual form");
        }
        if (labels.getLast().equals("localhost") || name.equals("sandbox")) {
            throw new IllegalArgumentException("is the sandbox itself");
        }
        return name;
    }

    /** Whether that form is an address. */
    static boolean isAddress(String host) {
        return host.indexOf(':') >= 0 || DOTTED.matcher(host).matches();
    }

    private static String ascii(String written) {
        try {
            return IDN.toASCII(written, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not a host name", e);
        }
    }

    private static String address(String text, String written) {
        boolean six = written.startsWith("[");
        if (text.indexOf('%') >= 0 || six != text.indexOf(':') >= 0) {
            throw new IllegalArgumentException("is not an address");
        }
        try {
            // an address of version 4 in the form of 6 comes out as one of version 4
            return InetAddress.ofLiteral(text).getHostAddress();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not an address", e);
        }
    }
}
