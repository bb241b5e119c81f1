"""From staged documents to the state that readers see: knowledge, index and state change in one commit."""

import contextlib
import shutil
from collections.abc import Iterable, Iterator

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from corpus.errors import SuwenError
from index.searcher import open_searcher
from index.write import build_index
from kb.home import Home
from kb.publish import write_knowledge
from kb.store.encoding import Source
from kb.store.engine import open_engine
from kb.store.reader import Snapshot
from kb.store.writer import Writer


@contextlib.contextmanager
def writing(home: Home, task: str) -> Iterator[Engine]:
    """The store opened for writing, under the one writer's lock.

    A disk that is full or read-only becomes a `SuwenError`; what was published stays as it is.
    """
    with home.writing(task):
        engine = open_engine(home, write=True)
        try:
            yield engine
        except (OperationalError, OSError) as error:
            cause = error.orig if isinstance(error, OperationalError) else error
            raise SuwenError(f"写入 {home.root} 失败：{cause}；原有内容不受影响", "cannot write") from error
        finally:
            engine.dispose()


def publish(engine: Engine, home: Home, sources: Iterable[Source], forgotten: Iterable[str] = ()) -> int:
    """Make the staged documents visible with their knowledge and index; gives the new generation.

    The index is written to a folder of its own before the commit; a failure anywhere leaves the old state.
    """
    with engine.begin() as connection:
        writer, snapshot = Writer(connection), Snapshot(connection)
        generation = writer.adopt(sources, forgotten)
        write_knowledge(writer, snapshot)
        writer.finish(generation)
        build_index(snapshot, home.index(generation))
    _prune(home, generation)
    return generation


def healthy(engine: Engine, home: Home) -> bool:
    """Whether there is a published state and its index opens."""
    with engine.begin() as connection:
        snapshot = Snapshot(connection)
        try:
            return snapshot.generation > 0 and open_searcher(home, snapshot) is not None
        except SuwenError:
            return False


def _prune(home: Home, generation: int) -> None:
    """Remove index folders older than the last state, whose readers may still be at work."""
    keep = {home.index(generation), home.index(generation - 1)}
    for folder in home.index(generation).parent.iterdir():
        if folder not in keep:
            shutil.rmtree(folder, ignore_errors=True)
