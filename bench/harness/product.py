"""The product as a user starts it: through its launcher, on a data directory of its own."""

import argparse
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from harness.machine import say
from harness.processes import Server

BENCH = Path(__file__).resolve().parent.parent
REPOSITORY = BENCH.parent
JAR = BENCH / "target" / "benchmarks.jar"


def add_option(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--command", default=str(REPOSITORY / "ultimate-mcp"), metavar="PATH",
                        help="the launcher to measure (default: this repository's)")


def java() -> str:
    """A JDK 25, found by the launcher's own rules."""
    found = subprocess.run(["sh", "-c", '. "$1/.mvn/find-jdk.sh"; find_jdk && printf %s "$JDK"',
                            "sh", str(REPOSITORY)], capture_output=True, text=True, check=False)
    if not found.stdout:
        raise SystemExit("needs a JDK 25; set ULTIMATE_MCP_JAVA to its directory")
    return found.stdout + "/bin/java"


def benchmarks() -> str:
    """The jar with the peers; built when it is not there."""
    if not JAR.exists():
        say("building bench/ …")
        subprocess.run([str(REPOSITORY / "mvnw"), "-q", "-B", "-pl", "bench", "-am", "package",
                        "-DskipTests"], cwd=REPOSITORY, check=True, stdout=2)
    return str(JAR)


class Product(Server):
    """A started server; `data` is deleted with it unless it was given."""

    def __init__(self, command: str, data: Path | None = None,
                 env: dict[str, str] | None = None) -> None:
        self.owned = data is None
        self.data = data or scratch()
        # The rate limits are not what is measured here.
        generous = {f"RATE_LIMIT_{unit}": "100000000" for unit in ("RPS", "RPM", "RPH", "RPD")}
        super().__init__([command, "start", "--port", "0", "--data", str(self.data)],
                         {"LOG_LEVEL": "warn", **generous, **(env or {})}, patience=600)

    @property
    def token(self) -> str:
        return (self.data / "admin.token").read_text(encoding="ascii").strip()

    def __exit__(self, *ending: object) -> None:
        super().__exit__(*ending)
        if self.owned:
            shutil.rmtree(self.data, ignore_errors=True)


def scratch() -> Path:
    """A fresh directory on the disk that TMPDIR names."""
    return Path(tempfile.mkdtemp(prefix="ultimate-mcp-bench-"))


def command_line(pid: int) -> list[str]:
    """How the process was started, as the kernel has it."""
    return [os.fsdecode(part) for part in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[:-1]]
