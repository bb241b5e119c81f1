"""From staged documents to the state that readers see: knowledge, index and state change in one commit."""

import shutil
from collections.abc import Iterable

from corpus.errors import SuwenError
from index.searcher import open_searcher
from index.write import build_index
from kb.home import Home
from kb.publish import write_knowledge
from kb.store.encoding import Source
from kb.store.session import Store


def publish(store: Store, home: Home, sources: Iterable[Source], forgotten: Iterable[str] = ()) -> int:
    """Make the staged documents visible with their knowledge and index; gives the new generation.

    The index is written to a folder of its own before the commit; a failure anywhere leaves the old state.
    """
    with store.transaction() as now:
        generation = now.writer.adopt(sources, forgotten)
        write_knowledge(now.writer, now.snapshot)
        now.writer.finish(generation)
        build_index(now.snapshot, home.index(generation))
    _prune(home, generation)
    return generation


def healthy(store: Store, home: Home) -> bool:
    """Whether there is a published state and its index opens."""
    with store.snapshot() as snapshot:
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
