# ends: exited signalled
# Disturbs the first process of its own namespace, which judges how the program ended.
import os, signal

for number in range(1, 65):
    try:
        os.kill(1, number)
    except OSError as refusal:
        print("held", number, refusal.strerror)
for flags, name in ((os.O_RDWR, "mem"), (os.O_WRONLY, "fd/13"), (os.O_WRONLY, "fd/15"), (os.O_RDWR, "clear_refs")):
    try:
        os.close(os.open("/proc/1/" + name, flags))
        print("BROKE opened", name)
    except OSError as refusal:
        print("held", name, refusal.strerror)
try:
    os.sched_setaffinity(1, {0})
    os.setpriority(os.PRIO_PROCESS, 1, 19)
except OSError as refusal:
    print("held", refusal.strerror)
# descriptors that a maker of this place may have left open
for descriptor in range(3, 256):
    try:
        os.write(descriptor, b"X\0")
        print("BROKE wrote to", descriptor)
    except OSError:
        pass
print("held, still here")
