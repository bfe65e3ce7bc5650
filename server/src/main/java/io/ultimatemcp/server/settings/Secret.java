package io.ultimatemcp.server.settings;

import java.util.Optional;

/** A value that must not be seen: its text form is masked wherever it is printed. */
public record Secret(String value) {
    static final Secret NONE = new Secret("");

    /** The secret itself, empty when none was given. */
    public Optional<String> reveal() {
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    @Override
    public String toString() {
        return value.isEmpty() ? "" : "********";
    }
}
