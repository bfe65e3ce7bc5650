# Looks for what is behind a way out: its process, its socket file, its listeners; takes their place, floods them.
import os, signal, socket, stat, struct, fcntl

names = []
for pid in filter(str.isdigit, os.listdir("/proc")):
    try:
        names.append(open(f"/proc/{pid}/cmdline").read())
    except OSError:
        pass
print("BROKE" if any("forwarder" in name for name in names) else "held", names)
for path in ("/sys", "/sys/egress/proxy", "/egress/proxy", "/proxy", "/proc/1/root/sys/egress/proxy", "\0proxy"):
    try:
        socket.socket(socket.AF_UNIX).connect(path)
        print("BROKE connected", repr(path))
    except OSError as refusal:
        print("held", repr(path), refusal.strerror)
found = [p for top in ("/dev", "/etc", "/job", "/tmp", "/work") for folder, _, files in os.walk(top)
         for p in (os.path.join(folder, f) for f in files) if stat.S_ISSOCK(os.lstat(p).st_mode)]
print("BROKE" if found else "held", found)
udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for request, what in ((0x8914, struct.pack("16sH22x", b"lo", 0)), (0x8916, struct.pack("16sHH4s16x", b"lo", 2, 0, bytes(4)))):
    try:
        fcntl.ioctl(udp, request, what)
        print("BROKE changed the interface")
    except OSError as refusal:
        print("held", refusal.strerror)
for place in (("127.0.0.1", 80), ("127.0.0.2", 443), ("0.0.0.0", 53)):
    try:
        socket.socket().bind(place)
        print("BROKE bound", place)
    except OSError as refusal:
        print("held", place, refusal.strerror)
for name in ("/etc/hosts", "/etc/resolv.conf", "/etc/nsswitch.conf", "/proc/sys/net/ipv4/ip_unprivileged_port_start"):
    try:
        open(name, "a").write("127.0.0.9 evil.test\n")
        print("BROKE wrote", name)
    except OSError as refusal:
        print("held", name, refusal.strerror)
kept = []
for n in range(200):
    try:
        connection = socket.socket()
        connection.setblocking(False)
        connection.connect_ex(("127.0.0.1", 3128))
        kept.append(connection)
    except OSError:
        break
print("held", len(kept))
