# Speaks to whoever may have made this place, in its own words, and tries to end as something else.
import os, socket

for place in ("/job", "/job/zygote.py", "/job/filter", "/etc/passwd"):
    try:
        os.close(os.open(place, os.O_WRONLY | os.O_CREAT if "." in place else os.O_WRONLY))
        print("BROKE may write", place)
    except OSError as refusal:
        print("held", place, refusal.strerror)
for call in (os.setuid, os.setgid):
    for number in (0, 1, 1000, 1879048192, 65533):
        try:
            call(number)
            print("BROKE became", number)
        except OSError:
            pass
names = {line.split()[-1] for line in open("/proc/net/unix") if "@" in line or "/" in line}
print("BROKE" if names else "held", names)
mounts = [line.split()[4] for line in open("/proc/self/mountinfo")]
for mount in mounts:
    if mount in ("/sys", "/home", "/root", "/run", "/var"):
        print("BROKE sees", mount)
stat = os.statvfs("/work")
print("held" if stat.f_files <= 100000 and stat.f_blocks * stat.f_frsize <= 1 << 30 else "BROKE no bound")
try:
    os.rmdir("/proc/1")
except OSError as refusal:
    print("held", refusal.strerror)
