package io.ultimatemcp.sandbox.seccomp;

/** What the kernel does with a system call: the {@code SECCOMP_RET_*} values that we use. */
enum Verdict {
    ALLOW(0x7FFF0000),
    KILL_PROCESS(0x80000000),
    /** Nothing is done, and the program is told that it was. */
    IGNORED(errno(0)),
    /** Refused, as to a user without rights. */
    EPERM(errno(1)),
    EINVAL(errno(22)),
    /** No such request of the device: what programs expect of an unknown ioctl. */
    ENOTTY(errno(25)),
    /** The kernel has no such call: C libraries then fall back to an older one. */
    ENOSYS(errno(38)),
    ENOTSUP(errno(95)),
    EAFNOSUPPORT(errno(97));

    private final int value;

    Verdict(int value) {
        this.value = value;
    }

    int value() {
        return value;
    }

    private static int errno(int number) {
        return 0x00050000 | number;
    }
}
