package io.ultimatemcp.analysis.model;

import java.util.Locale;

/** How much a finding matters. */
public enum Severity {
    ERROR,
    WARNING,
    INFO;

    /** In lower case, as results write it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
