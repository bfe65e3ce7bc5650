package io.ultimatemcp.sandbox.egress;

import java.util.List;

/**
 * What a run did with its network.
 *
 * @param contacts in the order of their first connection; at most 64
 * @param omitted connections that found no room among these
 */
public record NetworkUse(List<Contact> contacts, long omitted) {
    /** Copies the list. */
    public NetworkUse {
        contacts = List.copyOf(contacts);
    }
}
