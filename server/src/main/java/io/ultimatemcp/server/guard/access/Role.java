package io.ultimatemcp.server.guard.access;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** A bundle of permissions; each role holds those of the one before it. */
public enum Role {
    VIEWER,
    DEVELOPER,
    ADMIN;

    /** The permissions in their written form. */
    public Set<String> permissions() {
        return Arrays.stream(Permission.values())
                .filter(permission -> permission.least().compareTo(this) <= 0)
                .map(Permission::text)
                .collect(Collectors.toUnmodifiableSet());
    }
}
