# The zygote: waits in a sandbox where no stranger's program ever runs, and splits off nests, each of which runs one.
#
# A nest is a process in namespaces of its own (user, mount, pid, net, ipc, uts, cgroup) with a file system of its own
# below /work, /tmp and /dev/shm, a fresh /proc, no capability and the system call filter. It is process 1 there; its
# child takes the program from standard input and becomes it. When the child ends, process 1 kills what is left, says
# how it ended, and goes; with it goes everything.
#
# Spoken on standard input: "<number> <user> <bytes> <inodes>", one nest each. On standard output: "<number> pid <pid>"
# and "<number> open", then the server opens the ends of the nest's pipes (fixed numbers, below), puts it into its
# control group and writes a byte into GO; "<number> failed <why>" when it cannot be.
#
# Every page that a nest writes to is copied first, and Python writes to whatever it looks at, for it counts references.
# So what can be made ready is made before the split, and enumerations, text streams and the like are not used after it.
import ctypes
import fcntl
import os
import struct
import sys

import _signal
import _socket

sys.path.insert(0, os.path.dirname(__file__))
import program

STDIN, STDOUT, STDERR, STATUS, GO = 10, 11, 12, 13, 14  # ends that the server opens
STATUS_OWN, GO_OWN, ZYGOTE = program.STATUS, 16, 30
NOBODY = 65534
TERMINALS = 32  # the machine has some thousands for all, and nobody counts the memory of what is typed
SOCKET_BYTES = b"4096 65536 262144"  # of a TCP socket, each way; some kernels and watchers count none of them
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_BIND = 1, 2, 4, 8, 4096
NEW_NAMESPACES = 0x7C020000  # user, mount, pid, net, ipc, uts
CLONE_NEWCGROUP = 0x02000000
CLONE = 220 if os.uname().machine == "aarch64" else 56
PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT = 4, 22, 24, 38, 47
SIGCHLD, SIGINT, SIGKILL, SIG_DFL, SIG_IGN = 17, 2, 9, 0, 1

libc = ctypes.PyDLL(None, use_errno=True)  # keeps the interpreter's lock, so a raw clone leaves it sound
libc.mount.argtypes = [ctypes.c_char_p] * 3 + [ctypes.c_ulong, ctypes.c_char_p]
HIDDEN = [os.fsencode(path) for path in sys.argv[1:] if os.path.exists(path)]
HIDDEN_DIRECTORIES = [path for path in HIDDEN if os.path.isdir(path)]
HIDDEN_FILES = [path for path in HIDDEN if not os.path.isdir(path)]
OWN_PLACES = ((b"/tmp/work", 0o700, b"/work"), (b"/tmp/shm", 0o1777, b"/dev/shm"), (b"/tmp/tmp", 0o1777, b"/tmp"))
NOTHING = os.path.join(os.path.dirname(__file__), "nothing").encode()  # an empty file on a read-only mount
TERMINALS_OWN = b"newinstance,ptmxmode=0666,mode=620,max=%d" % TERMINALS
SIOCSIFFLAGS, LOOPBACK_UP = 0x8914, struct.pack("16sH22x", b"lo", 0x41)
NO_CAPABILITIES = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
with open(os.path.join(os.path.dirname(__file__), "filter"), "rb") as file:
    FILTER = ctypes.create_string_buffer(file.read())
FILTER_GIVEN = struct.pack("HxxxxxxP", len(FILTER) // 8, ctypes.addressof(FILTER))


def check(result, what):
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), what)
    return result


def mount(source, target, kind=None, flags=0, data=None):
    check(libc.mount(source, target, kind, flags, data), target)


def write(path, content):
    descriptor = os.open(path, os.O_WRONLY)
    try:
        os.write(descriptor, content)
    finally:
        os.close(descriptor)


def furnish(disk, inodes):
    """Mounts what is the nest's own: its files (beneath /tmp), /proc, terminals."""
    mount(b"nest", b"/tmp", b"tmpfs", MS_NOSUID | MS_NODEV, b"size=%d,nr_inodes=%d,mode=0700" % (disk, inodes))
    for name, mode, place in OWN_PLACES:
        os.mkdir(name)
        os.chmod(name, mode)
        mount(name, place, None, MS_BIND)
    write(b"/proc/sys/net/ipv4/tcp_rmem", SOCKET_BYTES)
    write(b"/proc/sys/net/ipv4/tcp_wmem", SOCKET_BYTES)
    mount(b"proc", b"/proc", b"proc", MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC)
    for path in HIDDEN_FILES:
        mount(NOTHING, path, None, MS_BIND)
    for path in HIDDEN_DIRECTORIES:
        mount(b"none", path, b"tmpfs", MS_RDONLY | MS_NOSUID | MS_NODEV | MS_NOEXEC, b"size=4k,nr_inodes=1,mode=0555")
    mount(b"devpts", b"/dev/pts", b"devpts", MS_NOSUID | MS_NOEXEC, TERMINALS_OWN)
    any_socket = _socket.socket(_socket.AF_INET, _socket.SOCK_DGRAM)
    fcntl.ioctl(any_socket, SIOCSIFFLAGS, LOOPBACK_UP)
    any_socket.close()
    _socket.sethostname("sandbox")
    os.chdir(b"/work")


def renounce():
    """Gives up every capability for good, and whatever calls the filter forbids."""
    capability = 0
    while libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) == 0:
        capability += 1
    libc.prctl(PR_CAP_AMBIENT, 4, 0, 0, 0)
    check(libc.capset(*NO_CAPABILITIES), "capset")
    check(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no new privileges")
    check(libc.prctl(PR_SET_SECCOMP, 2, FILTER_GIVEN, 0, 0), "filter")


def pipes():
    """Makes the nest's pipes, each end at its number; what was said to the zygote is heard no more."""
    ends = {}
    for outer, inner in ((STDIN, 0), (STDOUT, 1), (STDERR, 2), (STATUS, STATUS_OWN), (GO, GO_OWN)):
        reading, writing = os.pipe2(0)
        ours, theirs = (reading, writing) if outer in (STDIN, GO) else (writing, reading)
        ends[outer], ends[inner] = fcntl.fcntl(theirs, fcntl.F_DUPFD, 40), fcntl.fcntl(ours, fcntl.F_DUPFD, 40)
        os.close(reading)
        os.close(writing)
    os.dup2(1, ZYGOTE)
    for number, end in ends.items():
        os.dup2(end, number)
    os.closerange(ZYGOTE + 1, 64)


def first_process(number, gate, disk, inodes):
    """What process 1 of a nest does, to its end."""
    _signal.signal(SIGCHLD, SIG_DFL)
    if os.read(gate, 1) != b"+":
        os._exit(1)
    os.close(gate)
    os.setresgid(NOBODY, NOBODY, NOBODY)
    os.setresuid(NOBODY, NOBODY, NOBODY)
    check(libc.prctl(PR_SET_DUMPABLE, 1, 0, 0, 0), "dumpable")  # the server looks in until it says GO
    os.setsid()
    try:
        furnish(disk, inodes)
    except OSError as failure:
        os.write(1, f"{number} failed {failure}\n".encode())
        os._exit(1)
    pipes()
    os.write(ZYGOTE, b"%d open\n" % number)
    os.close(ZYGOTE)
    if os.read(GO_OWN, 1) != b"+":
        os._exit(1)
    os.closerange(STDIN, STATUS_OWN)
    os.close(GO_OWN)
    check(libc.unshare(CLONE_NEWCGROUP), "cgroup")
    renounce()
    check(libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0), "dumpable")
    _signal.signal(SIGINT, SIG_IGN)  # a handler would let the program interrupt its first process
    child = os.fork()
    if child == 0:
        _signal.signal(SIGINT, _signal.default_int_handler)
        check(libc.prctl(PR_SET_DUMPABLE, 1, 0, 0, 0), "dumpable")
        return
    for stream in range(3):
        os.close(stream)
    os.write(STATUS_OWN, b"R")
    pid = 0
    while pid != child:
        pid, status = os.wait()
    try:
        os.kill(-1, SIGKILL)
        while True:
            os.wait()
    except (ProcessLookupError, ChildProcessError):
        pass
    signalled = os.WIFSIGNALED(status)
    os.write(STATUS_OWN, b"S%c" % os.WTERMSIG(status) if signalled else b"X%c" % os.WEXITSTATUS(status))
    os._exit(0)


def split(number, user, disk, inodes):
    """Splits off one nest; true in the process that is to be the program."""
    gate, opener = os.pipe()
    pid = check(libc.syscall(CLONE, NEW_NAMESPACES | SIGCHLD, 0, 0, 0, 0), "clone")
    if pid == 0:
        try:
            os.close(opener)
            first_process(number, gate, disk, inodes)
            return True
        except BaseException as failure:
            os.write(2, f"nest {number}: {failure!r}\n".encode())
            os._exit(1)
    os.close(gate)
    try:
        one = b"%d %d 1" % (NOBODY, user)
        for name, value in ((b"setgroups", b"deny"), (b"uid_map", one), (b"gid_map", one)):
            write(b"/proc/%d/%s" % (pid, name), value)
        os.write(1, b"%d pid %d\n" % (number, pid))
        os.write(opener, b"+")
    finally:
        os.close(opener)
    return False


def serve():
    _signal.signal(SIGCHLD, SIG_IGN)  # the kernel buries nests that ended
    rest = b""
    while True:
        more = os.read(0, 4096)
        if not more:
            os._exit(0)
        *lines, rest = (rest + more).split(b"\n")
        for line in lines:
            number, user, disk, inodes = map(int, line.split())
            try:
                if split(number, user, disk, inodes):
                    return
            except OSError as failure:
                os.write(1, f"{number} failed {failure}\n".encode())


if __name__ == "__main__":
    program.prepare()
    os.write(1, b"ready\n")
    serve()
    program.run()
