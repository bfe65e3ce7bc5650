package io.ultimatemcp.sandbox.egress;

/** A connection is refused or cut; within this room only, for control flow. */
final class Denied extends Exception {
    private static final long serialVersionUID = 1;

    private final Denial denial;

    Denied(Denial denial) {
        super(denial.code(), null, false, false);
        this.denial = denial;
    }

    Denial denial() {
        return denial;
    }
}
