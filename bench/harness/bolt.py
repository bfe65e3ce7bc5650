"""The Bolt driver alone, on the engine that a started server keeps."""

from collections.abc import Callable
from pathlib import Path
import subprocess
from typing import Self

from harness import peers
from harness.load import Load


class Bolt:
    """A peer program that obeys one order at a time. A context manager; awake engines only."""

    def __init__(self, data: Path) -> None:
        run = data / "graph" / "run"
        self.engine = int((run / "pid").read_text(encoding="ascii"))
        port = (run / "port").read_text(encoding="ascii").strip()
        self._process = subprocess.Popen(
            peers.bench_main("peer.BoltPeer", port, str(run / "password")),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def load(self, nodes: int) -> None:
        self._obey(f"load {nodes}")

    def measuring(self, work: str, items: int) -> Callable[[int, float], Load]:
        return lambda clients, seconds: self._measure(work, items, clients, seconds)

    def _measure(self, work: str, items: int, clients: int, seconds: float) -> Load:
        count, micros, p50, p90, p99 = self._obey(f"{work} {items} {clients} {round(seconds * 1000)}")
        return Load(count / (micros / 1e6), p50 / 1e3, p90 / 1e3, p99 / 1e3, 0)

    def _obey(self, order: str) -> list[float]:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(order + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline().split()
        if len(answer) != 5:
            raise RuntimeError(f"the Bolt peer did not do {order!r}")
        return [float(word) for word in answer]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
