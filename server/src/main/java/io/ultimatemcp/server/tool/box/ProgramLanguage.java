package io.ultimatemcp.server.tool.box;

import io.ultimatemcp.sandbox.Language;
import java.util.Locale;

/** Languages that can be run: CPython 3, Node.js and GNU bash of the machine. */
public enum ProgramLanguage {
    PYTHON(Language.PYTHON),
    JAVASCRIPT(Language.JAVASCRIPT),
    BASH(Language.BASH);

    private final Language language;

    ProgramLanguage(Language language) {
        this.language = language;
    }

    /** The sandbox's name of it. */
    public Language language() {
        return language;
    }

    /** The one that the sandbox calls so. */
    static ProgramLanguage of(Language language) {
        return switch (language) {
            case PYTHON -> PYTHON;
            case JAVASCRIPT -> JAVASCRIPT;
            case BASH -> BASH;
        };
    }

    /** As requests and results write it. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
