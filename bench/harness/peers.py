"""The servers the product is measured against, each with the same echo tool."""

import secrets
import shutil
import subprocess

from harness import product
from harness.machine import say
from harness.processes import Server

TYPESCRIPT = product.BENCH / "peers" / "typescript"
# The same for every JVM here, the product's own echo included; the collectors stay the JVM's choice.
HEAP = "-Xmx512m"


def bench_main(name: str, *arguments: str, options: tuple[str, ...] = ()) -> list[str]:
    """How one of the main classes of bench/ is started."""
    return [product.java(), HEAP, *options, "-cp", product.benchmarks(),
            f"io.ultimatemcp.bench.{name}", *arguments]


def vertx(loops: int = 1) -> Server:
    return Server(bench_main("peer.VertxEcho", "0", str(loops)))


def java_sdk() -> Server:
    return Server(bench_main("peer.SdkEcho", "0"))


def typescript_sdk() -> Server:
    if not (TYPESCRIPT / "node_modules").is_dir():
        say("installing the TypeScript SDK …")
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=TYPESCRIPT,
                       check=True, stdout=2)
    return Server(["node", str(TYPESCRIPT / "echo.mjs"), "0"])


class ProductEcho(Server):
    """The product's door, guard and protocol with the echo tool behind them."""

    def __init__(self, stored: bool = False) -> None:
        self.token = secrets.token_urlsafe(32)
        self._data = product.scratch()
        # The collector the launcher chooses for the product.
        super().__init__(bench_main("product.EchoServer", str(self._data), *(["--stored"] if stored else []),
                                    options=("-XX:+UseSerialGC",)), {"AUTH_TOKEN": self.token})

    def __exit__(self, *ending: object) -> None:
        super().__exit__(*ending)
        shutil.rmtree(self._data, ignore_errors=True)
