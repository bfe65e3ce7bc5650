import os

kept = {}
for name in os.listdir("/proc/self/fd"):
    try:
        kept[int(name)] = os.readlink("/proc/self/fd/" + name)
    except OSError:
        pass
more = {number: target for number, target in kept.items() if number > 2 and not target.startswith("/proc/")}
print("BROKE" if more else "held", kept)
for pid in (1, os.getppid()):
    try:
        for name in os.listdir(f"/proc/{pid}/fd"):
            target = os.readlink(f"/proc/{pid}/fd/{name}")
            print("held" if target.startswith(("pipe:", "socket:", "anon_inode:[eventfd]", "/dev/null")) or target in ("/sys/in", "/sys/out", "/sys/err") else "BROKE", pid, name, target)
    except OSError as refusal:
        print("held", pid, refusal.strerror)
