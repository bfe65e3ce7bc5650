"""A PostgreSQL of its own: a directory that is deleted afterwards, a free port of loopback."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

DATABASE = "crash"
ROLE = "umcp"


class Postgres:
    """A context manager. Flushes as it comes: what a commit promises holds for it too.

    It refuses to run as root, so under root it runs as `nobody`.
    """

    def __init__(self) -> None:
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        if not found:
            raise SystemExit("needs PostgreSQL (apt-get install postgresql)")
        self.programs = found[-1].parent
        self.home = Path(tempfile.mkdtemp(prefix="ultimate-mcp-bench-postgres-"))
        if os.geteuid() == 0:
            shutil.chown(self.home, "nobody")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    @property
    def env(self) -> dict[str, str]:
        """The settings of a server that keeps its ledger here."""
        return {"ULTIMATE_MCP_LEDGER_URL": f"postgresql://127.0.0.1:{self.port}/{DATABASE}",
                "ULTIMATE_MCP_LEDGER_USER": ROLE}

    def __enter__(self) -> "Postgres":
        self._run("initdb", "-D", f"{self.home}/data", "-A", "trust", "-U", ROLE, "-E", "UTF8",
                  "--no-locale")
        self.process = subprocess.Popen(
            self._words("postgres", "-D", f"{self.home}/data", "-p", str(self.port), "-k",
                        str(self.home), "-c", "listen_addresses=127.0.0.1"),
            cwd=self.home, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL)
        until = time.monotonic() + 60
        while subprocess.run([self.programs / "pg_isready", "-q", "-h", "127.0.0.1", "-p",
                              str(self.port)], check=False).returncode != 0:
            if time.monotonic() > until:
                raise SystemExit("PostgreSQL does not start")
            time.sleep(0.2)
        self._run("createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", ROLE, DATABASE)
        return self

    def __exit__(self, *_: object) -> None:
        self._run("pg_ctl", "stop", "-D", f"{self.home}/data", "-m", "fast", "-w")
        self.process.wait()
        shutil.rmtree(self.home, ignore_errors=True)

    def _run(self, program: str, *words: str) -> None:
        done = subprocess.run(self._words(program, *words), cwd=self.home, capture_output=True,
                              text=True, check=False)
        if done.returncode != 0:
            raise SystemExit(f"{program}: {done.stderr}")

    def _words(self, program: str, *words: str) -> list[str]:
        other = (["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
                 if os.geteuid() == 0 else [])
        return [*other, str(self.programs / program), *words]
