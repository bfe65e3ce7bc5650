# Sees, traces and signals processes that are not its own.
import ctypes, os, signal

pids = [int(name) for name in os.listdir("/proc") if name.isdigit()]
print("BROKE" if len(pids) > 4 else "held", pids)
if os.getpid() == 2:
    print("BROKE" if os.getppid() not in (0, 1) else "held", os.getppid())
libc = ctypes.CDLL(None, use_errno=True)
print("BROKE" if libc.ptrace(16, 1, 0, 0) >= 0 else "held ptrace")
try:
    open("/proc/1/mem", "rb").read(1)
    print("BROKE memory of pid 1")
except OSError as refusal:
    print("held", refusal.strerror)
for pid in (os.getppid(), 300, 1000, 12345, 32768):
    if pid > 1 and pid != os.getpid():
        try:
            os.kill(pid, 0)
            print("BROKE sees", pid)
        except OSError as refusal:
            print("held", pid, refusal.strerror)
try:
    os.setpriority(os.PRIO_PROCESS, 0, -20)
    print("BROKE raised priority")
except OSError as refusal:
    print("held", refusal.strerror)
