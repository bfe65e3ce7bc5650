package io.ultimatemcp.sandbox.seccomp;

import java.util.Optional;

/** A processor architecture that the filter knows. */
public enum Architecture {
    /** 64-bit Intel and AMD. */
    X86_64(0xC000003E, 1),
    /** 64-bit ARM. */
    AARCH64(0xC00000B7, 2);

    private final int auditNumber;

    private final int column;

    Architecture(int auditNumber, int column) {
        this.auditNumber = auditNumber;
        this.column = column;
    }

    /** The kernel's {@code AUDIT_ARCH_*} number. */
    int auditNumber() {
        return auditNumber;
    }

    /** Where the table of system calls has its numbers. */
    int column() {
        return column;
    }

    /** The one named as in the system property {@code os.arch}; empty for all others. */
    public static Optional<Architecture> named(String name) {
        return switch (name) {
            case "amd64", "x86_64" -> Optional.of(X86_64);
            case "aarch64", "arm64" -> Optional.of(AARCH64);
            default -> Optional.empty();
        };
    }
}
