"""Opening the store: readers on snapshots, the one writer under its lock."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from corpus.errors import SuwenError
from kb.home import Home
from kb.store.engine import open_engine
from kb.store.reader import Snapshot, snapshot
from kb.store.writer import Writer


@dataclass(frozen=True, slots=True)
class Transaction:
    """One commit in the making: what it writes, and the store as it will be."""

    writer: Writer
    snapshot: Snapshot


class Store:
    """A home's store, opened."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def snapshot(self) -> contextlib.AbstractContextManager[Snapshot]:
        """The store as it is now; the view does not change while it is open."""
        return snapshot(self._engine)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """A transaction: all of it is committed at the end, or nothing of it if anything is raised."""
        with self._engine.begin() as connection:
            yield Transaction(Writer(connection), Snapshot(connection))

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


@contextlib.contextmanager
def reading(home: Home) -> Iterator[Store]:
    """The home's store, to read. Raises `NotFoundError` where nothing was ingested yet, or `DamagedError`."""
    store = Store(open_engine(home))
    try:
        yield store
    finally:
        store.close()


@contextlib.contextmanager
def writing(home: Home, task: str) -> Iterator[Store]:
    """The home's store, to write, while `task` holds the one writer's lock.

    Raises `BusyError` if another writer is at work. A disk that is full or read-only becomes a `SuwenError`;
    what was published stays as it is.
    """
    with home.writing(task), told(home):
        store = Store(open_engine(home, "write", task))
        try:
            yield store
        finally:
            store.close()


@contextlib.contextmanager
def staging(home: Home) -> Iterator[Store]:
    """The home's store on a server, for a worker that stages documents beside the writer.

    What it commits becomes visible with a writer's publication. Raises `UnansweringError` or `NotFoundError`.
    """
    with told(home):
        store = Store(open_engine(home, "stage", "worker"))
        try:
            yield store
        finally:
            store.close()


@contextlib.contextmanager
def told(home: Home) -> Iterator[None]:
    """What the disk refuses becomes a sentence."""
    try:
        yield
    except (OperationalError, OSError) as error:
        cause = error.orig if isinstance(error, OperationalError) else error
        raise SuwenError(f"写入 {home.root} 失败：{cause}；原有内容不受影响", "cannot write") from error
