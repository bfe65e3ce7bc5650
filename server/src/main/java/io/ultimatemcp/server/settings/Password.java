package io.ultimatemcp.server.settings;

/**
 * A password that others chose for a service of theirs, so that its strength is not ours to judge.
 * Its text form is masked wherever it is printed.
 */
public record Password(String value) {
    @Override
    public String toString() {
        return value.isEmpty() ? "" : "********";
    }
}
