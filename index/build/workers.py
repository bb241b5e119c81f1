"""Workers: one process a core, each with limits of time and memory; one that hangs or dies is ended and replaced.

`concurrent.futures` cannot end a single hanging task, hence this small pool over pipes.
"""

import contextlib
import multiprocessing
import os
import resource
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from multiprocessing.connection import Connection, wait
from typing import Generic, TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")

_context = multiprocessing.get_context("forkserver")


def _loop(pipe: Connection, work: Callable[[Item], Answer], memory: int | None) -> None:
    if memory:
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        bounded = memory if most == resource.RLIM_INFINITY else min(memory, most)
        resource.setrlimit(resource.RLIMIT_AS, (bounded, most))
    with contextlib.suppress(EOFError, KeyboardInterrupt, BrokenPipeError):
        while True:
            pipe.send(work(pipe.recv()))


class _Worker(Generic[Item, Answer]):
    """A process that does one thing after the other."""

    def __init__(self, work: Callable[[Item], Answer], memory: int | None) -> None:
        self.pipe, theirs = _context.Pipe()
        self.process = _context.Process(target=_loop, args=(theirs, work, memory), daemon=True)
        self.process.start()
        theirs.close()
        self.item: Item | None = None
        self.deadline = 0.0

    def give(self, item: Item, seconds: float) -> None:
        self.item, self.deadline = item, time.monotonic() + seconds
        self.pipe.send(item)

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.pipe.close()


class Pool(Generic[Item, Answer]):
    """Several processes that do `work`, kept from one lot of items to the next until the pool is closed."""

    def __init__(
        self,
        work: Callable[[Item], Answer],
        lost: Callable[[str], Answer],
        *,
        seconds: float,
        memory: int | None = None,
        processes: int | None = None,
    ) -> None:
        self._work, self._lost, self._seconds, self._memory = work, lost, seconds, memory
        self._most = processes or os.cpu_count() or 1
        self._idle: list[_Worker[Item, Answer]] = []
        self._busy: list[_Worker[Item, Answer]] = []

    def spread(self, items: Iterable[Item]) -> Iterator[tuple[Item, Answer]]:
        """Do the work on each item; gives each with its answer, as they come. See `spread`."""
        rest = iter(items)
        while True:
            for item in islice(rest, self._most - len(self._busy)):
                worker = self._idle.pop() if self._idle else _Worker(self._work, self._memory)
                self._busy.append(worker)
                worker.give(item, self._seconds)
            if not self._busy:
                return
            for worker in _ready(self._busy):
                self._busy.remove(worker)
                given, answer, alive = _answer(worker, self._lost, self._seconds)
                if alive:
                    self._idle.append(worker)
                yield given, answer

    def close(self) -> None:
        """End all processes."""
        for worker in self._busy + self._idle:
            worker.end()


def spread(
    work: Callable[[Item], Answer],
    items: Iterable[Item],
    lost: Callable[[str], Answer],
    *,
    seconds: float,
    memory: int | None = None,
    processes: int | None = None,
) -> Iterator[tuple[Item, Answer]]:
    """Do `work` on each item in several processes; gives each item with its answer, as they come.

    `work` must be importable by name. An item that takes longer than `seconds`, or whose process dies, is
    answered by `lost(reason)`; so is one that needs more than `memory` bytes of address space, if the process
    dies of it (`work` may catch `MemoryError` itself). Items are taken from the iterable only as workers become free.
    """
    pool = Pool(work, lost, seconds=seconds, memory=memory, processes=processes)
    try:
        yield from pool.spread(items)
    finally:
        pool.close()


def _ready(busy: "list[_Worker[Item, Answer]]") -> "list[_Worker[Item, Answer]]":
    """The workers that have answered, died, or run out of time; waits until there is one."""
    left = min(worker.deadline for worker in busy) - time.monotonic()
    done = wait([worker.pipe for worker in busy], timeout=max(0.0, left))
    now = time.monotonic()
    return [worker for worker in busy if worker.pipe in done or worker.deadline <= now]


def _answer(
    worker: "_Worker[Item, Answer]", lost: Callable[[str], Answer], seconds: float
) -> "tuple[Item, Answer, bool]":
    item = worker.item
    assert item is not None  # noqa: S101
    try:
        if worker.pipe.poll():
            return item, worker.pipe.recv(), True
        reason = f"读取超过 {seconds:g} 秒，已中止（上限见 SUWEN_SECONDS_PER_FILE） (took too long, ended)"
    except EOFError:
        reason = "读取进程意外终止，可能内存不足 (the reading process died, perhaps out of memory)"
    worker.end()
    return item, lost(reason), False
