package io.ultimatemcp.server.tool.test;

import io.ultimatemcp.server.tool.box.ProgramLanguage;
import java.util.Locale;
import java.util.regex.Pattern;

/** Test frameworks, as the machine has them. */
enum TestFramework {
    PYTEST(ProgramLanguage.PYTHON, "test_.*\\.py|.*_test\\.py", ".*\\.py", "python3-pytest"),
    UNITTEST(ProgramLanguage.PYTHON, "test.*\\.py", ".*\\.py", "python3"),
    NODE(
            ProgramLanguage.JAVASCRIPT,
            "(.+[.\\-_])?test\\.[cm]?js|test-.+\\.[cm]?js",
            ".*\\.[cm]?js",
            "nodejs"),
    BATS(ProgramLanguage.BASH, ".*\\.bats", ".*\\.(bats|sh|bash)", "bats");

    private final ProgramLanguage language;
    private final Pattern naming;
    private final Pattern sources;
    private final String debianPackage;

    TestFramework(ProgramLanguage language, String naming, String sources, String debianPackage) {
        this.language = language;
        this.naming = Pattern.compile(naming);
        this.sources = Pattern.compile(sources);
        this.debianPackage = debianPackage;
    }

    /** The one that a language's tests are for when nothing else is said. */
    static TestFramework of(ProgramLanguage language) {
        return switch (language) {
            case PYTHON -> PYTEST;
            case JAVASCRIPT -> NODE;
            case BASH -> BATS;
        };
    }

    ProgramLanguage language() {
        return language;
    }

    /** Debian package that brings it. */
    String debianPackage() {
        return debianPackage;
    }

    /** As requests and results write it. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the framework finds tests in a file of that path by itself. */
    boolean finds(String path) {
        boolean testDirectory = this == NODE && ("/" + path).contains("/test/") && speaks(path);
        return testDirectory || naming.matcher(path.substring(path.lastIndexOf('/') + 1)).matches();
    }

    /** Whether a file of that path may hold tests for it when it is named. */
    boolean speaks(String path) {
        return sources.matcher(path).matches();
    }
}
