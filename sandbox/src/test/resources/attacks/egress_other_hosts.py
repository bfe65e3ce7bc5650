# Asks every way out for what no list names: the host's loopback in all its spellings, metadata, hidden requests.
import os, socket, urllib.request

port = int(open("/work/port").read())
# where proxies and transparent listeners are, when there are any
doors = [("127.0.0.1", 3128)] + [(f"127.0.0.{n}", p) for n in range(2, 6) for p in (80, 443)]
loopback = ["127.0.0.1", "127.1", "127.0.0.2", "0.0.0.0", "0", "localhost", "LOCALHOST.", "sandbox", "2130706433",
            "0x7f000001", "0177.0.0.1", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::7f00:1]", "allowed.test", "allowed.test."]
requests = [f"CONNECT {host}:{port} HTTP/1.1\r\n\r\n" for host in loopback]
requests += [f"GET http://{host}:{port}/ HTTP/1.1\r\nHost: {host}:{port}\r\n\r\n" for host in loopback]
requests += [f"CONNECT {host}:80 HTTP/1.1\r\n\r\n" for host in ("169.254.169.254", "[fd00:ec2::254]", "metadata.google.internal")]
requests += [
    f"CONNECT allowed.test:80@127.0.0.1:{port} HTTP/1.1\r\n\r\n",
    f"CONNECT allowed.test:443\r\nHost: 127.0.0.1:{port} HTTP/1.1\r\n\r\n",
    f"CONNECT allowed.test:443 HTTP/1.1\r\nContent-Length: 40\r\n\r\nCONNECT 127.0.0.1:{port} HTTP/1.1\r\n\r\n",
    f"GET http://allowed.test/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n",
    f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n",
    f"GET /\nHost: 127.0.0.1:{port}\r\n\r\n",
    "\x16\x03\x01\x00\xff" * 40,
    "GET http://allowed.test/ HTTP/1.1\r\nA: " + "x" * 100000 + "\r\n\r\n",
]
answered = 0
for door in doors:
    for request in requests:
        try:
            with socket.create_connection(door, 1) as connection:
                connection.settimeout(2)
                connection.sendall(request.encode("latin-1"))
                said = connection.recv(4096)
        except OSError:
            continue
        answered += 1
        if said.split(b" ")[1:2] == [b"200"]:
            print("BROKE", door, request[:80], said[:80])
print("held", answered)
for target in (f"http://127.0.0.1:{port}/", f"http://localhost:{port}/", "http://example.org/", "https://example.org/"):
    for variables in ({}, {"no_proxy": "", "NO_PROXY": ""}):
        os.environ.update(variables)
        try:
            print("BROKE", target, urllib.request.urlopen(target, timeout=2).status)
        except OSError as refusal:
            print("held", target, type(refusal).__name__)
for name in ("example.org", "secret-in-a-name.allowed.test", "dns.test"):
    try:
        print("BROKE resolved", name, socket.getaddrinfo(name, 80))
    except OSError as refusal:
        print("held", name, refusal)
