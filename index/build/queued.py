"""Files read by workers elsewhere: queued in jobs, watched until each has its answer, asked for again if lost."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

import msgspec
from procrastinate import App
from procrastinate.exceptions import ConnectorException

from corpus.errors import SuwenError
from index.build.jobs import QUEUE, STAGE, File, app_of, prepare
from index.build.originals import CHANGED, keep
from index.build.persisting import PATIENCE, POLL
from index.build.stage import Failed, Read, Task, reader_version
from index.build.worker import STALLED, lend_a_hand
from kb.home import Home
from kb.store.batches import batches
from kb.store.postgres import UnansweringError
from kb.store.session import Store

T = TypeVar("T")
Answer = Read | Failed

JOB = 100
"""Files of a job."""

WAITING = 200
"""Jobs that may wait or be at work; further files are looked for only when there is room."""

ROUNDS = 3
"""So often a file is asked for whose job ended without an answer."""

RESCUE = 5
"""Seconds between looks for jobs whose worker has died."""

_UNFINISHED = "SELECT id FROM procrastinate_jobs WHERE queue_name = %(queue)s AND status IN ('todo', 'doing')"
_ALIVE = """
    SELECT 1 AS found FROM procrastinate_workers
    WHERE last_heartbeat > now() - make_interval(secs => %(stalled)s) LIMIT 1
"""


def read_by_workers(
    home: Home, store: Store, tasks: Iterable[Task], *, again: bool
) -> Iterator[tuple[Task, Answer]]:
    """Have these files read by workers; gives each with its answer once it is staged, or has failed.

    Where no worker is alive this process takes the jobs itself. `again`: read what is known already too.
    Raises `UnansweringError` for a database that stays away.
    """
    with patiently(lambda: app_of(home).open()) as app:
        patiently(lambda: prepare(app))
        yield from _Queue(home, store, app, again=again).answers(tasks)


def patiently(call: Callable[[], T]) -> T:
    """What the call gives, tried until the database answers."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return call()
        except (ConnectorException, UnansweringError) as error:
            if time.monotonic() > until:
                raise _gone(error) from error
            time.sleep(POLL)


def _gone(error: Exception) -> SuwenError:
    if isinstance(error, UnansweringError):
        return error
    return UnansweringError(f"数据库没有应答，请稍后再试：{error}", f"the database does not answer: {error}")


class _Queue:
    """The jobs of one run, and the files that each holds."""

    def __init__(self, home: Home, store: Store, app: App, *, again: bool) -> None:
        self._home, self._store, self._app, self._again = home, store, app, again
        self._jobs: dict[int, list[Task]] = {}
        self._asked: dict[str, int] = {}
        self._looked = 0.0
        self._hand: threading.Thread | None = None

    def answers(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Answer]]:
        for batch in batches(tasks, JOB):
            while len(self._jobs) >= WAITING:
                yield from self._finished()
            kept = [task for task in batch if keep(self._home, task.path, task.sha256)]
            yield from ((task, Failed(CHANGED)) for task in batch if task not in kept)
            self._put(kept)
        while self._jobs:
            yield from self._finished()

    def _put(self, tasks: list[Task]) -> None:
        """Queue a job; should the database fail just then it may be there twice, which does no harm."""
        if not tasks:
            return
        files = [msgspec.to_builtins(File(t.sha256, t.path.suffix, t.source)) for t in tasks]
        job = self._app.configure_task(STAGE, queue=QUEUE)
        number = patiently(lambda: job.defer(files=files, reader=reader_version(), again=self._again))
        self._jobs[number] = tasks
        for task in tasks:
            self._asked[task.sha256] = self._asked.get(task.sha256, 0) + 1

    def _finished(self) -> Iterator[tuple[Task, Answer]]:
        """The answers of the jobs that have ended by now; waits a little if there are none."""
        left = {row["id"] for row in self._ask(_UNFINISHED, queue=QUEUE)}
        ended = [number for number in self._jobs if number not in left]
        if not ended:
            self._look_after_workers()
            time.sleep(POLL)
        for number in ended:
            yield from self._answered(self._jobs.pop(number))

    def _answered(self, tasks: list[Task]) -> Iterator[tuple[Task, Answer]]:
        known, reasons = patiently(lambda: self._stored(tasks))
        lost = []
        for task in tasks:
            if task.sha256 in reasons:
                yield task, Failed(reasons[task.sha256])
            elif known.get(task.sha256[:16]) == reader_version():
                yield task, Read(task.sha256)
            elif self._asked[task.sha256] < ROUNDS:
                lost.append(task)
            else:
                yield task, Failed("工作进程多次没有读完 (the workers did not get it read)")
        self._put(lost)

    def _stored(self, tasks: list[Task]) -> tuple[dict[str, str], dict[str, str]]:
        hashes = [task.sha256 for task in tasks]
        with self._store.transaction() as now:
            return now.writer.known([sha256[:16] for sha256 in hashes]), now.writer.failures(hashes)

    def _look_after_workers(self) -> None:
        """Give the jobs of the dead to the living; take them in this process where there are none."""
        if time.monotonic() < self._looked + RESCUE:
            return
        self._looked = time.monotonic()
        patiently(lambda: asyncio.run(_rescue(self._home)))
        if not self._ask(_ALIVE, stalled=STALLED) and not (self._hand and self._hand.is_alive()):
            self._hand = threading.Thread(target=lend_a_hand, args=(self._home,), daemon=True)
            self._hand.start()

    def _ask(self, query: str, **values: object) -> list[dict[str, int]]:
        return patiently(lambda: self._app.connector.get_sync_connector().execute_query_all(query, **values))


async def _rescue(home: Home) -> None:
    async with app_of(home).open_async() as app:
        stalled = await app.job_manager.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=STALLED)
        for job in stalled:
            await app.job_manager.retry_job(job)
