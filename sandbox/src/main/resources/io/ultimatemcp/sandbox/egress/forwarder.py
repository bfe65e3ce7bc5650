# The forwarder: listens in a run's network namespace and hands every connection on to the run's proxy over a socket
# file. It looks at no byte that passes.
#
# It starts beside the sandbox: in its network namespace, outside of its other walls. So before it takes a connection it
# makes the directory of that socket its root, becomes nobody and gives up every capability. It ends with the process
# that becomes the sandbox, and when the proxy closes.
#
# Arguments: directory of the socket, user to become or "-", the network of the server, most pairs at once, address:port of each listener.
import ctypes
import fcntl
import os
import select
import signal
import socket
import struct
import sys

SIOCSIFFLAGS, IFF_UP_RUNNING = 0x8914, 0x41
SOCKET_BYTES = "4096 65536 262144"  # of a TCP socket, each way; some kernels and watchers count none of them
PR_SET_PDEATHSIG, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT = 1, 24, 38, 47
PROXY = "/proxy"
FORWARDER = 0xFFFF
CHUNK = 1 << 16

directory, user, servers_network, most = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
places = [place.rsplit(":", 1) for place in sys.argv[5:]]
parent = os.getppid()
libc = ctypes.CDLL(None, use_errno=True)


def check(result, what):
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), what)


def listen():
    if os.readlink("/proc/self/ns/net") == servers_network:
        sys.exit("this is the network of the server")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sH22x", b"lo", IFF_UP_RUNNING))
    for each in ("tcp_rmem", "tcp_wmem"):
        with open("/proc/sys/net/ipv4/" + each, "w") as setting:
            setting.write(SOCKET_BYTES)
    listeners = {}
    for number, (address, port) in enumerate(places):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((address, int(port)))
        listener.listen(64)
        listener.setblocking(False)
        listeners[listener.fileno()] = (number, listener)
    return listeners


def renounce():
    os.chroot(directory)
    os.chdir("/")
    capability = 0
    while libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) == 0:
        capability += 1
    if user != "-":
        os.setgroups([])
        os.setresgid(int(user), int(user), int(user))
        os.setresuid(int(user), int(user), int(user))
    libc.prctl(PR_CAP_AMBIENT, 4, 0, 0, 0)
    check(libc.capset((ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()), "capset")
    check(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no new privileges")
    check(libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0), "death with the parent")
    if os.getppid() != parent:
        os._exit(1)


def proxy(number):
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.connect(PROXY)
        connection.sendall(struct.pack(">H", number))
    except OSError:
        connection.close()
        raise
    return connection


class End:
    """One end of a pair: `pending` is still to be written here; `ended`, nothing more will be read here; `finished`,
    nothing more will be written here."""

    __slots__ = ("socket", "peer", "pending", "ended", "finished")

    def __init__(self, connection):
        connection.setblocking(False)
        self.socket, self.peer = connection, self
        self.pending, self.ended, self.finished = bytearray(), False, False

    def wanted(self):
        reads = not self.ended and len(self.peer.pending) < CHUNK
        return (select.POLLIN if reads else 0) | (select.POLLOUT if self.pending else 0)

    def read(self):
        try:
            some = self.socket.recv(CHUNK)
        except BlockingIOError:
            return
        except OSError:
            some = b""
        if not some:
            self.ended = True
        elif not self.peer.finished:
            self.peer.pending += some

    def write(self):
        try:
            del self.pending[: self.socket.send(self.pending)]
        except BlockingIOError:
            return
        except OSError:
            self.pending.clear()
            self.finished = self.peer.ended = True

    def finish(self):
        if self.peer.ended and not self.pending and not self.finished:
            self.finished = True
            try:
                self.socket.shutdown(socket.SHUT_WR)
            except OSError:
                pass


def accept(listener, number, ends):
    try:
        inside, _ = listener.accept()
    except OSError:
        return
    try:
        inside.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        left, right = End(inside), End(proxy(number))
    except OSError:
        inside.close()
        return
    left.peer, right.peer = right, left
    ends[inside.fileno()], ends[right.socket.fileno()] = left, right


def serve(listeners, control):
    ends = {}
    while True:
        poll = select.poll()
        poll.register(control, select.POLLIN)
        if len(ends) < 2 * most:
            for number in listeners:
                poll.register(number, select.POLLIN)
        for number, end in ends.items():
            wanted = end.wanted()
            if wanted:
                poll.register(number, wanted)
        for number, events in poll.poll():
            if number == control.fileno():
                os._exit(0)
            if number in listeners:
                accept(listeners[number][1], listeners[number][0], ends)
                continue
            end = ends.get(number)
            if end is None:
                continue
            if events & ~select.POLLIN and end.pending:
                end.write()
            if events & ~select.POLLOUT and not end.ended:
                end.read()
            end.finish()
            end.peer.finish()
            if end.finished and end.peer.finished:
                for each in (end, end.peer):
                    del ends[each.socket.fileno()]
                    each.socket.close()


signal.signal(signal.SIGPIPE, signal.SIG_IGN)
found = listen()
renounce()
serve(found, proxy(FORWARDER))
