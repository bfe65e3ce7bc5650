package io.ultimatemcp.sandbox.egress;

import java.util.Locale;

/** Why a connection was refused or cut. */
public enum Denial {
    /** The host and port are not on the list of the run. */
    NOT_ALLOWED,
    /** It led to an address that is closed: private, of this machine, of no host. */
    ADDRESS_REFUSED,
    /** The name has no address. */
    UNRESOLVED,
    /** Nothing answered there. */
    UNREACHABLE,
    /** It took too long to connect, or to speak. */
    TIMED_OUT,
    /** What was asked is no proper request. */
    BAD_REQUEST,
    /** The Host header, or the target within a tunnel, names another host. */
    HOST_MISMATCH,
    /** As many connections as there may be were open. */
    TOO_MANY_CONNECTIONS,
    /** The run has moved as many bytes as it may. */
    BYTE_LIMIT;

    /** The name in lower case, as in {@code not_allowed}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
