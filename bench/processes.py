"""What processes take of memory and of processor time, read from /proc (Linux only)."""

import contextlib
import os
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")
_OWN, _WITH_ENDED = slice(11, 13), slice(11, 15)
"""Where utime and stime stand behind the name in /proc/N/stat; and the same of children that were waited for."""


def family(ancestor: int) -> list[int]:
    """The process and all that came from it, the workers' fork server among them."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
    members = [ancestor]
    for member in members:
        members += [child for child, parent in parents.items() if parent == member]
    return members


def memory(process: int) -> tuple[int, int]:
    """Resident set and proportional share of a process in bytes; nothing of one that has just ended."""
    found = {"Rss:": 0, "Pss:": 0}
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]:
            name, amount = line.split()[:2]
            if name in found:
                found[name] = int(amount) * 1024
    return found["Rss:"], found["Pss:"]


def cores(process: int, before: float = 0.0, *, ended: bool = False) -> float:
    """Seconds of processor time that a process has used; what was seen `before` if it has ended.

    With `ended` those of its children, too, that have ended and were waited for.
    """
    with contextlib.suppress(OSError, IndexError):
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        return max(before, sum(map(int, fields[_WITH_ENDED if ended else _OWN])) / _TICK)
    return before
