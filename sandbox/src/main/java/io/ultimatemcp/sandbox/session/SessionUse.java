package io.ultimatemcp.sandbox.session;

/**
 * How many sessions there are at this moment.
 *
 * @param open sessions of all owners
 * @param most sessions there may be
 * @param begun sessions since the start
 */
public record SessionUse(int open, int most, long begun) {}
