# Learns who else opens a file that all programs share: inotify, dnotify, leases, fanotify.
import ctypes, fcntl, os

libc = ctypes.CDLL(None, use_errno=True)
print("BROKE inotify" if libc.inotify_init() >= 0 else "held", ctypes.get_errno())
print("BROKE fanotify" if libc.fanotify_init(0x200, 0) >= 0 else "held", ctypes.get_errno())
for path, command, argument in (("/usr/bin", 1026, 0x80000001), ("/usr/bin/env", 1024, 0), ("/usr", 1026, 0x80000020)):
    try:
        fcntl.fcntl(os.open(path, os.O_RDONLY), command, argument)
        print("BROKE watches", path)
    except OSError as refusal:
        print("held", path, refusal.strerror)
