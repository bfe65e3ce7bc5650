package io.ultimatemcp.sandbox.egress;

/**
 * What a program wants to reach.
 *
 * @param host a name in lower case, or an address without brackets
 * @param port 1 to 65535
 */
record Target(String host, int port) {
    static final int HTTP = 80;
    static final int HTTPS = 443;

    /** As in a Host header: the port is left out when it is that of HTTP. */
    String authority() {
        return port == HTTP ? bracketed() : this.toString();
    }

    @Override
    public String toString() {
        return bracketed() + ":" + port;
    }

    private String bracketed() {
        return host.indexOf(':') < 0 ? host : "[" + host + "]";
    }
}
