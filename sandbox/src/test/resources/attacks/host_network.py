# Calls the host's services on loopback, and the world.
import socket

port = int(open("/work/port").read())
for host in ("127.0.0.1", "::1", "0.0.0.0", "localhost", "::ffff:127.0.0.1"):
    try:
        socket.create_connection((host, port), 1)
        print("BROKE connected to", host)
    except OSError as refusal:
        print("held", host, refusal)
sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for target in (("192.0.2.1", 53), ("169.254.169.254", 80), ("255.255.255.255", 9)):
    try:
        sender.sendto(b"x", target)
        print("BROKE sent to", target)
    except OSError as refusal:
        print("held", target, refusal)
try:
    print("BROKE resolved", socket.gethostbyname("example.org"))
except OSError as refusal:
    print("held", refusal)
lines = open("/proc/net/dev").read().splitlines()[2:]
print("held" if [line.split(":")[0].strip() for line in lines] == ["lo"] else "BROKE", lines)
