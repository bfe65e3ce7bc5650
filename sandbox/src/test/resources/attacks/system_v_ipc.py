# Objects of System V and POSIX queues outlive their makers.
import ctypes

libc = ctypes.CDLL(None, use_errno=True)
for name, made in (("shmget", libc.shmget(0, 1 << 28, 0o1600)), ("semget", libc.semget(0, 100, 0o1600)),
                   ("msgget", libc.msgget(0, 0o1600)), ("mq_open", libc.mq_open(b"/q", 0o102, 0o600, None))):
    print("BROKE" if made >= 0 else "held", name, ctypes.get_errno())
