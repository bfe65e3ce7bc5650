package io.ultimatemcp.analysis.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A language that can be analysed. */
public enum Language {
    PYTHON,
    JAVASCRIPT,
    TYPESCRIPT,
    BASH;

    /** As callers write it, in lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The language that is written {@code code}; empty for one that is not analysed. */
    public static Optional<Language> of(String code) {
        return Arrays.stream(values()).filter(language -> language.code().equals(code)).findAny();
    }
}
