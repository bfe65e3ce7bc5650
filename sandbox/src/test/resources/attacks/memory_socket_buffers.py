# ends: memory_exceeded exited
import socket

kept, total = [], 0
try:
    while True:
        left, right = socket.socketpair()
        left.setblocking(False)
        left.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 30)
        kept.append((left, right))
        try:
            while True:
                total += left.send(b"x" * 65536)
        except BlockingIOError:
            pass
except OSError as refusal:
    print("held", refusal.strerror)
print("BROKE" if total > 300 << 20 else "held", total >> 20, "MiB")
