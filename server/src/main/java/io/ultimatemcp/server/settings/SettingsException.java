package io.ultimatemcp.server.settings;

import java.io.Serial;
import java.util.List;

/** All faults of the settings at once; stops the start. */
public final class SettingsException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final transient List<String> faults;

    SettingsException(List<String> faults) {
        super(
                "the settings have "
                        + faults.size()
                        + " fault(s):\n  "
                        + String.join("\n  ", faults));
        this.faults = List.copyOf(faults);
    }

    /** One sentence for each fault: key, origin, what is wrong. Never a secret's value. */
    public List<String> faults() {
        return faults;
    }
}
