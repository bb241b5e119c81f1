"""Several serving processes: forked from one that only watches, each replaced when it dies, all ended together."""

import contextlib
import logging
import math
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

LOGGER = logging.getLogger("suwen")
MOST = 8
"""Processes on a machine of many cores, where nobody says how many: each has its own memory."""

GRACE = 9
"""Seconds until what does not end by itself is killed; a server's own patience is shorter."""

_QUOTA = Path("/sys/fs/cgroup/cpu.max")
_ENDING = (signal.SIGTERM, signal.SIGINT)


def usual() -> int:
    """One process a core that this process may use, by its affinity and a container's share; `MOST` at most."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    with contextlib.suppress(OSError, ValueError):
        share, period = _QUOTA.read_text().split()
        cores = min(cores, math.ceil(int(share) / int(period)))
    return max(1, min(cores, MOST))


class Crew:
    """`count` processes that do `work`; a child of this one ends when `work` returns or its parent is gone.

    `work` is given a file descriptor that becomes readable when the parent has died. `lost` is told the id of each
    process that has ended; `close` is called when all are told to end.
    """

    def __init__(
        self, count: int, work: Callable[[int], None], lost: Callable[[int], None], close: Callable[[], None]
    ) -> None:
        self._count, self._work, self._lost, self._close = count, work, lost, close
        self._began: dict[int, float] = {}
        self._stopping = False
        self._lifeline = os.pipe()

    def run(self) -> None:
        """Keep the processes going until a signal says to end; returns when all have ended."""
        for number in _ENDING:
            signal.signal(number, self._stop)
        signal.signal(signal.SIGALRM, lambda *_: self._send(signal.SIGKILL))
        for _ in range(self._count):
            self._start()
        while self._began:
            pid, status = os.wait()
            self._ended(pid, os.waitstatus_to_exitcode(status))

    def _ended(self, pid: int, code: int) -> None:
        """Put another in its place, at once unless it died as soon as it began."""
        if pid not in self._began:
            return  # Process 1 of a container inherits strangers.
        lived = time.monotonic() - self._began.pop(pid)
        self._lost(pid)
        if not self._stopping:
            LOGGER.error("process %d ended with %d; another takes its place", pid, code)
            time.sleep(0 if lived > 1 else 1)
            self._start()

    def _start(self) -> None:
        """Fork a process; signals that end are held back, so that none falls between the fork and its being noted."""
        before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
        if not self._stopping:
            pid = os.fork()
            if not pid:
                self._child(before)
            self._began[pid] = time.monotonic()
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def _child(self, before: set[int | signal.Signals]) -> NoReturn:
        """Do the work in a process just forked; what the parent is to clean up stays."""
        status = 1
        try:
            os.close(self._lifeline[1])
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            # Ctrl+C reaches every process of a terminal; the parent is the one that heeds it.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            self._work(self._lifeline[0])
            status = 0
        except BaseException:
            LOGGER.exception("a serving process failed")
        finally:
            os._exit(status)

    def _stop(self, *_: object) -> None:
        if not self._stopping:
            self._stopping = True
            signal.alarm(GRACE)
            self._send(signal.SIGTERM)
            self._close()

    def _send(self, number: signal.Signals) -> None:
        for pid in list(self._began):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)
