# Types into terminals: our own pseudo terminal, and whatever the controlling one might be.
import fcntl, os, pty

master, slave = pty.openpty()
for target in (slave, 0, 1, 2):
    for request in (0x5412, 0x541C, 0x5412 | 1 << 40):
        try:
            libc = __import__("ctypes").CDLL(None, use_errno=True)
            answer = libc.ioctl(target, __import__("ctypes").c_ulong(request), b"x")
            print("BROKE" if answer >= 0 else "held", target, hex(request))
        except OSError as refusal:
            print("held", refusal.strerror)
try:
    os.open("/dev/tty", os.O_RDWR)
    print("BROKE there is a controlling terminal")
except OSError as refusal:
    print("held", refusal.strerror)
