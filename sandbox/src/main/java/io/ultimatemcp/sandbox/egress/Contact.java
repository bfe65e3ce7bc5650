package io.ultimatemcp.sandbox.egress;

import java.util.Optional;

/**
 * Connections of a run to one host and port that ended alike.
 *
 * @param host as asked for, empty when none could be told
 * @param port 0 when none could be told
 * @param connections how many
 * @param sent bytes to the host
 * @param received bytes from it
 * @param denial why they were refused or cut; empty when they were not
 */
public record Contact(
        String host,
        int port,
        long connections,
        long sent,
        long received,
        Optional<Denial> denial) {}
