# ends: memory_exceeded timed_out exited
# Fills the buffers of sockets from many processes: some control groups count those of TCP and UDP apart, or not at all.
import mmap, os, socket, struct, time

CHILDREN, SO_MEMINFO = 24, 55
counts = mmap.mmap(-1, 4096)


def count(child, size):
    total = struct.unpack_from("q", counts, 8 * child)[0] + size
    struct.pack_into("q", counts, 8 * child, total)


def pair(kind, kept):
    if kind == "unix":
        return socket.socketpair()
    server = socket.create_server(("127.0.0.1", 0))
    kept.append(server)
    return socket.create_connection(server.getsockname()), server.accept()[0]


def fill(kind, child):
    kept = []
    try:
        while True:
            if kind == "udp":
                with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
                    other = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                    kept.append(other)
                    other.bind(("127.0.0.1", 0))
                    for _ in range(4):  # what fits into a receiver's buffer
                        one.sendto(b"x" * 40000, other.getsockname())
                count(child, struct.unpack_from("I", other.getsockopt(socket.SOL_SOCKET, SO_MEMINFO, 36))[0])
                continue
            for end in pair(kind, kept):
                kept.append(end)
                end.setblocking(False)
                try:
                    while True:
                        count(child, end.send(b"x" * 65536))
                except BlockingIOError:
                    pass
    except OSError:
        time.sleep(9)


for kind in ("tcp", "udp", "unix"):
    counts[:] = bytes(4096)
    children = []
    for child in range(CHILDREN):
        pid = os.fork()
        if pid == 0:
            fill(kind, child)
            os._exit(0)
        children.append(pid)
    time.sleep(0.6)
    held = sum(struct.unpack_from(f"{CHILDREN}q", counts)) >> 20
    if held > 400:
        time.sleep(2)  # a watcher may be late, but not by so much
    print("BROKE" if held > 400 else "held", kind, held, "MiB", flush=True)
    for pid in children:
        os.kill(pid, 9)
        os.waitpid(pid, 0)
