"""Programs started one after the other, as the yardstick of running code."""

import os
import threading
import time
from collections.abc import Sequence


def spawn_for(seconds: float, argv: Sequence[str], clients: int = 1) -> list[float]:
    """Each client starts the program, waits for its end and starts it again; the seconds each took.

    posix_spawn and a pipe that is read to its end: what any server has to do for a run, and no more.
    """
    taken: list[float] = []
    until = time.monotonic() + seconds

    def repeat() -> None:
        while (started := time.monotonic()) < until:
            _spawn(argv)
            taken.append(time.monotonic() - started)

    threads = [threading.Thread(target=repeat) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken


def _spawn(argv: Sequence[str]) -> None:
    read, write = os.pipe()
    try:
        pid = os.posix_spawn(argv[0], argv, {"PATH": "/usr/bin:/bin"}, file_actions=[
            (os.POSIX_SPAWN_DUP2, write, 1), (os.POSIX_SPAWN_CLOSE, read)])
        os.close(write)
        write = -1
        while os.read(read, 65536):
            pass
        _, status = os.waitpid(pid, 0)
        if status:
            raise RuntimeError(f"{argv[0]} ended with {os.waitstatus_to_exitcode(status)}")
    finally:
        os.close(read)
        if write >= 0:
            os.close(write)
