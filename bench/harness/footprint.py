"""What a server holds: memory, descriptors, threads, children, files, control groups, mounts."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path


@dataclass(frozen=True)
class Footprint:
    """One look. Control groups are the server's own; temporary files are all of the machine's.

    What cannot be had is -1. The data directory grows with every run and is not counted.
    """

    rss_mib: float
    heap_mib: float
    descriptors: int
    threads: int
    children: int
    temporary_files: int
    cgroups: int
    mounts: int

    @staticmethod
    def of(pid: int, java: str) -> "Footprint":
        status = _status(pid)
        return Footprint(
            rss_mib=int(status["VmRSS"].split()[0]) / 1024,
            heap_mib=live_heap(pid, java),
            descriptors=len(os.listdir(f"/proc/{pid}/fd")),
            threads=int(status["Threads"]),
            children=len(descendants(pid)),
            temporary_files=_count(_files(Path("/tmp"), depth=1)) + _count(_files(Path("/dev/shm"), depth=1)),
            cgroups=_count(name for root in cgroup_roots() for _, names, _ in os.walk(root)
                           for name in names if name.startswith(f"umcp-{pid}-")),
            mounts=Path(f"/proc/{pid}/mountinfo").read_text(encoding="utf-8").count("\n"))

    @staticmethod
    def names() -> list[str]:
        return [field.name.replace("_", " ") for field in fields(Footprint)]

    def values(self) -> list[float]:
        return [float(getattr(self, field.name)) for field in fields(self)]


def live_heap(pid: int, java: str) -> float:
    """MiB of objects that a full collection leaves, -1 when jcmd does not answer."""
    jcmd = str(Path(java).with_name("jcmd"))
    collected = subprocess.run([jcmd, str(pid), "GC.run"], capture_output=True, text=True, check=False)
    found = subprocess.run([jcmd, str(pid), "GC.heap_info"], capture_output=True, text=True, check=False)
    if collected.returncode or found.returncode:
        return -1
    used = 0
    for line in found.stdout.splitlines():
        words = line.replace(",", "").split()
        # The generations, not the metaspace: "def new generation total 9792K, used 3K ..."
        if "used" in words and "total" in words and "Metaspace" not in line:
            used += int(words[words.index("used") + 1].removesuffix("K"))
    return used / 1024


def descendants(pid: int) -> set[int]:
    """The living processes below `pid`, at any depth."""
    parents: dict[int, list[int]] = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                parents.setdefault(int(_status(int(entry))["PPid"]), []).append(int(entry))
            except (OSError, KeyError):
                continue  # it ended meanwhile
    found: set[int] = set()
    queue = [pid]
    while queue:
        for child in parents.get(queue.pop(), []):
            found.add(child)
            queue.append(child)
    return found


def cgroup_roots() -> list[Path]:
    root = Path("/sys/fs/cgroup")
    if (root / "cgroup.controllers").exists():
        return [root]
    return [root / name for name in ("memory", "pids", "cpu", "cpuacct", "freezer") if (root / name).is_dir()]


def _status(pid: int) -> dict[str, str]:
    with open(f"/proc/{pid}/status", encoding="utf-8") as file:
        return dict(line.rstrip("\n").split(":\t", 1) for line in file if ":\t" in line)


def _files(directory: Path, depth: int) -> Iterator[Path]:
    try:
        for entry in directory.iterdir():
            yield entry
            if depth > 0 and entry.is_dir() and not entry.is_symlink():
                yield from _files(entry, depth - 1)
    except OSError:
        return


def _count(many: Iterator[object]) -> int:
    return sum(1 for _ in many)
