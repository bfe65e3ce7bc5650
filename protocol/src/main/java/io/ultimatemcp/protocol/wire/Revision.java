package io.ultimatemcp.protocol.wire;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A revision of the Model Context Protocol, oldest first.
 *
 * <p>Source: the {@code docs/specification} folders of the specification repository.
 */
public enum Revision {
    V2024_11_05("2024-11-05"),
    V2025_03_26("2025-03-26"),
    V2025_06_18("2025-06-18"),
    V2025_11_25("2025-11-25"),
    V2026_07_28("2026-07-28");

    private static final List<String> STATELESS =
            Arrays.stream(values()).filter(Revision::stateless).map(Revision::text).toList();

    private final String text;

    Revision(String text) {
        this.text = text;
    }

    /** The date that names this revision on the wire. */
    public String text() {
        return text;
    }

    /** Whether each request stands alone, without handshake and session. */
    public boolean stateless() {
        return compareTo(V2026_07_28) >= 0;
    }

    /** Whether this revision is {@code other} or newer. */
    public boolean atLeast(Revision other) {
        return compareTo(other) >= 0;
    }

    /** The newest revision that begins with an {@code initialize} handshake. */
    public static Revision newestStateful() {
        return V2025_11_25;
    }

    /** The stateless revisions by name, as {@code supportedVersions} lists them. */
    public static List<String> statelessNames() {
        return STATELESS;
    }

    /** The revision of that exact name; empty when there is none. */
    public static Optional<Revision> of(String text) {
        for (Revision revision : values()) {
            if (revision.text.equals(text)) {
                return Optional.of(revision);
            }
        }
        return Optional.empty();
    }
}
