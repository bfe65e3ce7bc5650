# Reads what only the host has.
import os

for path in ("/etc/shadow", "/etc/hostname", "/root", "/home", "/var/log", "/run", "/boot", "/srv", "/sys/kernel",
             "/proc/1/root/root", "/proc/1/cwd/../root", "/proc/self/root/../home", "/proc/kcore", "/proc/kallsyms"):
    try:
        seen = os.listdir(path) if os.path.isdir(path) else open(path, "rb").read(16)
        print("BROKE" if seen else "held empty", path, seen)
    except OSError as refusal:
        print("held", path, refusal.strerror)
for name in os.listdir("/"):
    print("held" if name in "bin sbin dev etc job lib lib32 lib64 libx32 opt proc tmp usr work".split() else "BROKE", "/" + name)
