"""Programs that a script starts, and ends again whatever happens."""

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Mapping, Sequence

# A script that is told to end leaves its `with` blocks as after Ctrl-C, and with them its servers.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))

READY = re.compile(r"^ready (http://\S+)")


class Server:
    """A program that prints `ready URL` on standard error when it serves. A context manager.

    `seconds_to_ready` is the time from the start of the process to that line, `cpu_to_ready` what
    all its threads have computed until then. The server is the leader of its own process group; leaving the context ends it, and nothing that it did not start.
    """

    def __init__(self, argv: Sequence[str], env: Mapping[str, str] | None = None,
                 patience: float = 120) -> None:
        started = time.monotonic()
        self.process = subprocess.Popen(
            list(argv), env={**os.environ, **(env or {})}, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True)
        self.talk: deque[str] = deque(maxlen=200)
        self.url = ""
        self.seconds_to_ready = self.cpu_to_ready = 0.0
        ready = threading.Event()
        threading.Thread(target=self._listen, args=(ready, started), daemon=True).start()
        try:
            if not ready.wait(patience) or not self.url:
                raise RuntimeError(f"{argv[0]} was not ready within {patience:.0f} s:\n"
                                   + "\n".join(list(self.talk)[-10:]))
        except BaseException:
            # A launcher may be in the middle of building or training: its children go with it.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)
            self.process.wait()
            raise

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def port(self) -> int:
        return int(self.url.rsplit(":", 1)[1])

    def stop(self, patience: float = 20) -> None:
        """SIGTERM, and SIGKILL when that does not end it in time."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(patience)
            except subprocess.TimeoutExpired:
                self.kill()

    def kill(self) -> None:
        """SIGKILL to the server alone, as a crash would."""
        if self.process.poll() is None:
            os.kill(self.pid, signal.SIGKILL)
            self.process.wait()

    def __enter__(self) -> "Server":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _listen(self, ready: threading.Event, started: float) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            found = READY.match(line)
            if found and not self.url:
                self.seconds_to_ready = time.monotonic() - started
                self.cpu_to_ready = cpu_seconds(self.process.pid)
                self.url = found.group(1)
                ready.set()
            self.talk.append(line.rstrip())
        ready.set()


def cpu_seconds(pid: int) -> float:
    """What the process has computed so far, user and kernel, in steps of 10 ms."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
