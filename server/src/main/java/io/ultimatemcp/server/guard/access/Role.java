package io.ultimatemcp.server.guard.access;

import io.ultimatemcp.protocol.feature.Caller;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A bundle of permissions; each role holds those of the one before it. */
public enum Role {
    VIEWER,
    DEVELOPER,
    ADMIN;

    /**
     * The role whose limits hold for {@code caller}: an admin administers, a developer runs, tests
     * or generates. A single right that was granted beside a role does not raise it.
     */
    public static Role of(Caller caller) {
        if (caller.may(Permission.SYSTEM_ADMIN.text())) {
            return ADMIN;
        }
        boolean develops =
                Stream.of(
                                Permission.TOOLS_EXECUTE,
                                Permission.TOOLS_TEST,
                                Permission.TOOLS_GENERATE)
                        .allMatch(permission -> caller.may(permission.text()));
        return develops ? DEVELOPER : VIEWER;
    }

    /** The permissions in their written form. */
    public Set<String> permissions() {
        return Arrays.stream(Permission.values())
                .filter(permission -> permission.least().compareTo(this) <= 0)
                .map(Permission::text)
                .collect(Collectors.toUnmodifiableSet());
    }
}
