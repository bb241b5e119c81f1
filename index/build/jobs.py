"""Jobs for workers on many machines, by Procrastinate over PostgreSQL: read a hundred originals and stage them.

All machines share the home's folder, where the originals are, and the database. A job may run twice, and on two
workers at once: ids are hashes of content, and what is staged already is passed over.
"""

import functools
from collections.abc import Iterable, Sequence

import msgspec
from procrastinate import App, PsycopgConnector, RetryStrategy
from procrastinate.exceptions import ConnectorException

from corpus.errors import SuwenError
from corpus.limits import limits
from index.build.persisting import PersistingManager
from index.build.stage import Failed, Outcome, Task, reader_version, stage
from index.build.workers import Pool
from kb.home import Home
from kb.store.encoding import Staged
from kb.store.postgres import conninfo
from kb.store.session import Store, staging

QUEUE = "suwen"
STAGE = "suwen.stage"
ATTEMPTS = 5
"""So often a job is tried that fails as a whole: the database went away, another version of Suwen took it."""

WAIT = 3
"""Seconds before a job is tried again, and as many more each time."""


class File(msgspec.Struct, frozen=True, array_like=True):
    """A file of a job: the hash of its bytes, the suffix of its original, the name it goes by."""

    sha256: str
    suffix: str
    source: str


def app_of(home: Home) -> App:
    """Procrastinate on the home's database, knowing the one kind of job there is."""
    app = App(connector=PsycopgConnector(conninfo=conninfo(home), min_size=1, max_size=4, timeout=10))
    app.job_manager = PersistingManager(app.connector)
    job = functools.partial(_job, home)
    retry = RetryStrategy(max_attempts=ATTEMPTS, wait=WAIT, linear_wait=WAIT)
    app.task(name=STAGE, queue=QUEUE, retry=retry)(job)
    return app


def prepare(app: App) -> None:
    """See that the database, which must be open, has Procrastinate's tables."""
    if app.check_connection():
        return
    try:
        app.schema_manager.apply_schema()
    except ConnectorException:  # another worker may have made them just then
        if not app.check_connection():
            raise


def _job(home: Home, *, files: list[list[str]], reader: str, again: bool) -> None:
    if reader != reader_version():
        raise SuwenError(
            "这台机器上的溯文与 suwen ingest 的版本不同，请统一版本",
            "this worker and suwen ingest are of different versions",
        )
    with staging(home) as store:
        stage_files(home, store, msgspec.convert(files, list[File]), again=again)


def stage_files(home: Home, store: Store, files: Sequence[File], *, again: bool) -> None:
    """Read these originals and stage what they give, in one commit with the reasons of those that cannot be read.

    What was read by this version already is passed over, unless it is to be read `again`.
    """
    with store.transaction() as now:
        known = now.writer.known([file.sha256[:16] for file in files])
    wanted = [file for file in files if again or known.get(file.sha256[:16]) != reader_version()]
    staged, reasons = _read(home, wanted)
    with store.transaction() as now:
        now.writer.stage(staged)
        now.writer.fail([file.sha256 for file in files], reasons)


def _read(home: Home, files: Iterable[File]) -> tuple[list[Staged], dict[str, str]]:
    """What the originals give, and why those do not that fail, by SHA-256."""
    asked = {home.original(file.sha256, file.suffix): file for file in files}
    tasks = (Task(path, file.source, path, file.sha256) for path, file in asked.items())
    staged, reasons = [], {}
    for task, outcome in _pool().spread(tasks):
        if isinstance(outcome, Failed):
            reasons[task.sha256] = outcome.reason
        elif outcome.document.sha256 != task.sha256:
            reasons[task.sha256] = "原件已损坏 (its original is damaged)"
        else:
            staged.append(outcome)
    return staged, reasons


@functools.cache
def _pool() -> Pool[Task, Outcome]:
    """The processes that read, kept from job to job: they have the lexicons in memory. One job at a time."""
    return Pool(stage, Failed, seconds=limits().seconds, memory=limits().memory)


def close() -> None:
    """End the processes that read."""
    _pool().close()
    _pool.cache_clear()
