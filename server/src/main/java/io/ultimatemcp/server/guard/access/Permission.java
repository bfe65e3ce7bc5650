package io.ultimatemcp.server.guard.access;

import java.util.Locale;

/** A right to do one kind of thing, written {@code tools:execute} in tokens and errors. */
public enum Permission {
    TOOLS_READ(Role.VIEWER),
    TOOLS_LINT(Role.VIEWER),
    GRAPH_QUERY(Role.VIEWER),
    TOOLS_EXECUTE(Role.DEVELOPER),
    TOOLS_TEST(Role.DEVELOPER),
    TOOLS_GENERATE(Role.DEVELOPER),
    GRAPH_UPSERT(Role.ADMIN),
    GRAPH_DELETE(Role.ADMIN),
    SYSTEM_ADMIN(Role.ADMIN);

    private final Role least;

    Permission(Role least) {
        this.least = least;
    }

    /** The least role that holds it. */
    Role least() {
        return least;
    }

    /** The written form. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }
}
