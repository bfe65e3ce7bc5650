"""wrk as the source of load: one request, many times, over kept-open connections."""

import json
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SCRIPT = Path(__file__).resolve().parent.parent / "wrk" / "request.lua"


@dataclass(frozen=True)
class Shot:
    """A request to repeat. `@ID@` in the body becomes a number that no other request has."""

    url: str
    method: str = "POST"
    headers: dict[str, str] = field(default_factory=dict)
    body: Any = None


@dataclass(frozen=True)
class Load:
    """What wrk saw: requests a second, milliseconds, and what went wrong."""

    rate: float
    p50: float
    p90: float
    p99: float
    failed: int


def require_wrk() -> None:
    if shutil.which("wrk") is None:
        raise SystemExit("needs wrk: apt-get install wrk")


def fire(shot: Shot, connections: int, seconds: float) -> Load:
    """Closed loop: each connection sends its next request when it has the answer.

    So a server that stalls is asked less meanwhile, and p99 is kinder than an open loop would be;
    it is equally kind to all that are compared.
    """
    with tempfile.TemporaryDirectory(prefix="ultimate-mcp-wrk-") as directory:
        body = Path(directory) / "body"
        body.write_text("" if shot.body is None else json.dumps(shot.body), encoding="utf-8")
        argv = ["wrk", "-t", str(min(2, connections)), "-c", str(connections), "-d",
                f"{max(1, round(seconds))}s", "--timeout", "30s", "-s", str(SCRIPT), shot.url, "--",
                shot.method, str(body)]
        argv += [f"{name}: {value}" for name, value in shot.headers.items()]
        ran = subprocess.run(argv, capture_output=True, text=True, timeout=seconds + 60, check=False)
    for line in ran.stdout.splitlines():
        if line.startswith("FIGURES "):
            count, micros, p50, p90, p99, failed = map(float, line.split()[1:])
            return Load(count / (micros / 1e6), p50 / 1e3, p90 / 1e3, p99 / 1e3, int(failed))
    raise RuntimeError(f"wrk gave no figures: {ran.stdout[-300:]} {ran.stderr[-300:]}")
