# Opens kernel and process settings for writing.
import os

opened = []
for folder, _, names in os.walk("/proc/sys"):
    for name in names:
        try:
            os.close(os.open(os.path.join(folder, name), os.O_WRONLY))
            opened.append(os.path.join(folder, name))
        except OSError:
            pass
for path in ("/proc/sysrq-trigger", "/proc/self/oom_score_adj", "/proc/self/uid_map", "/proc/self/gid_map",
             "/proc/self/setgroups", "/proc/self/attr/current", "/proc/self/coredump_filter", "/proc/1/mem",
             "/proc/1/oom_score_adj", "/proc/self/mem", "/proc/self/timerslack_ns", "/proc/bus/pci", "/proc/fs"):
    try:
        os.close(os.open(path, os.O_WRONLY))
        opened.append(path)
    except OSError:
        pass
print("BROKE" if opened else "held", opened)
