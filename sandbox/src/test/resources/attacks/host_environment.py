# Looks for the server's variables in every place that shows an environment or a command line.
import os

known = {"HOME", "LANG", "PATH", "PWD", "TMPDIR", "LC_CTYPE"}
if "http_proxy" in os.environ:  # a way out has variables of its own
    known |= {"HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy", "SSL_CERT_FILE",
              "NODE_EXTRA_CA_CERTS"}
print("held" if set(os.environ) <= known else "BROKE", sorted(os.environ))
for pid in filter(str.isdigit, os.listdir("/proc")):
    for name in ("environ", "cmdline"):
        try:
            text = open(f"/proc/{pid}/{name}", "rb").read()
            print("BROKE" if b"CANARY" in text or b"java" in text else "held", pid, name)
        except OSError as refusal:
            print("held", pid, name, refusal.strerror)
