# Looks for sockets of the host: abstract names belong to the network namespace, paths to the file system.
import os, socket, stat

names = [line.split()[-1] for line in open("/proc/net/unix").read().splitlines()[1:] if len(line.split()) > 7]
# the other end of a way out is listed, by a name that leads nowhere in here
strange = [name for name in names if not name.startswith("/proc/self/fd/")]
print("BROKE" if strange else "held", names)
for name in ("\0/tmp/.X11-unix/X0", "\0/tmp/dbus-test", "\0docker", *names):
    try:
        socket.socket(socket.AF_UNIX).connect(name)
        print("BROKE connected", repr(name))
    except OSError as refusal:
        print("held", refusal.strerror)
found = []
for top in ("/dev", "/etc", "/job", "/opt", "/tmp", "/work"):
    for folder, _, files in os.walk(top):
        for name in files:
            path = os.path.join(folder, name)
            if stat.S_ISSOCK(os.lstat(path).st_mode):
                found.append(path)
print("BROKE" if found else "held", found)
