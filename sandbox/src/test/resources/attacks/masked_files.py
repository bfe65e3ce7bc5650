# Reads what /proc tells of the kernel, the machine and other programs.
import os, stat

for name in ("cgroups", "cmdline", "config.gz", "diskstats", "interrupts", "kallsyms", "kcore", "key-users", "keys", "kmsg",
             "locks", "modules", "timer_list", "vmallocinfo", "slabinfo", "pagetypeinfo", "kpagecount", "kpageflags", "1/stack"):
    try:
        with open("/proc/" + name, "rb") as file:
            said = file.read(64)
        print("BROKE" if said else "held empty", name, said)
    except OSError as refusal:
        print("held", name, refusal.strerror)
groups = [line.strip() for line in open("/proc/self/cgroup")]
print("BROKE" if any(not line.endswith(":/") for line in groups) else "held", groups)
for name in ("1/environ", "1/cmdline"):
    try:
        with open("/proc/" + name, "rb") as file:
            said = file.read()
        print("BROKE" if b"CANARY" in said or b"java" in said else "held", name, len(said), "bytes")
    except OSError as refusal:
        print("held", name, refusal.strerror)
for place, directories, files in os.walk("/"):
    if place.startswith(("/proc", "/usr", "/work", "/tmp", "/dev/shm")):
        directories[:] = []
        continue
    for name in directories + files:
        path = os.path.join(place, name)
        if os.access(path, os.W_OK) and not os.path.islink(path) and path not in ("/work", "/tmp", "/dev/shm"):
            mode = os.stat(path).st_mode
            if stat.S_ISREG(mode) or stat.S_ISDIR(mode):  # not devices, nor the pipes of a session
                print("BROKE may write", path)
