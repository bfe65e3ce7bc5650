"""The machine: what it is, and whether it is quiet enough to measure on."""

import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


def describe() -> str:
    """One line without names or addresses, fit to stand beside published figures."""
    with open("/proc/meminfo", encoding="ascii") as file:
        kib = int(file.readline().split()[1])
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8")
                  if line.startswith("model name")), platform.machine())
    return (f"{os.cpu_count()} cores ({model}), {kib / (1 << 20):.0f} GiB, Linux "
            f"{platform.release().split('-')[0]}, {time.strftime('%Y-%m-%d')}")


def busy(seconds: float = 0.4) -> float:
    """The part of all cores' time that was not idle during the next `seconds`, 0 to 1."""
    before = _ticks()
    time.sleep(seconds)
    after = _ticks()
    total = after[0] - before[0]
    return 0.0 if total == 0 else 1 - (after[1] - before[1]) / total


def await_quiet(limit: float, patience: float) -> float:
    """Waits until less than `limit` of the machine is busy, for `patience` seconds at most.

    Returns how busy it was at the end; the scripts print the worst of it beside their table.
    """
    until = time.monotonic() + patience
    while (now := busy()) > limit and time.monotonic() < until:
        pass
    return now


def say(text: str) -> None:
    """Progress goes to standard error, so that standard output holds the tables alone."""
    print(text, file=sys.stderr, flush=True)


@contextmanager
def ending_early() -> Iterator[None]:
    """A measurement that is told to end shows what it has."""
    try:
        yield
    except (KeyboardInterrupt, SystemExit):
        say("ended early; the tables hold what was measured until now")


def _ticks() -> tuple[int, int]:
    with open("/proc/stat", encoding="ascii") as file:
        numbers = [int(word) for word in file.readline().split()[1:9]]
    return sum(numbers), numbers[3] + numbers[4]
