package io.ultimatemcp.protocol.feature;

import java.util.Set;

/**
 * Who calls: already authenticated by the door.
 *
 * @param id opaque, stable name of the principal; sessions, tasks and sealed state belong to it
 * @param permissions what the principal may do
 */
public record Caller(String id, Set<String> permissions) {
    public Caller {
        permissions = Set.copyOf(permissions);
    }

    public boolean may(String permission) {
        return permissions.contains(permission);
    }
}
