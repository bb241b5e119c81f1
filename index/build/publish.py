"""From staged documents to the state that readers see: knowledge, index and state change in one commit."""

import hashlib
import shutil
from collections.abc import Iterable

from corpus.errors import SuwenError
from index.searcher import open_searcher
from index.write import build_index
from kb.home import Home
from kb.publish import write_knowledge
from kb.resolve.corrections import read_corrections
from kb.store.encoding import Source
from kb.store.session import Store


def publish(store: Store, home: Home, sources: Iterable[Source], forgotten: Iterable[str] = ()) -> int:
    """Make the staged documents visible with their knowledge and index; gives the new generation.

    The index is written to a folder of its own before the commit; a failure anywhere leaves the old state.
    """
    corrections = read_corrections(home.corrections)
    with store.transaction() as now:
        generation = now.writer.adopt(sources, forgotten)
        write_knowledge(now.writer, now.snapshot, corrections)
        now.writer.note("corrections", _digest(home))
        now.writer.finish(generation)
        build_index(now.snapshot, home.index(generation))
    _prune(home, generation)
    return generation


def healthy(store: Store, home: Home) -> bool:
    """Whether there is a published state, made with the present corrections, and its index opens."""
    with store.snapshot() as snapshot:
        if snapshot.value("corrections") != _digest(home):
            return False
        try:
            return snapshot.generation > 0 and open_searcher(home, snapshot) is not None
        except SuwenError:
            return False


def _digest(home: Home) -> str:
    """The hash of the corrections file; of nothing where there is none."""
    raw = home.corrections.read_bytes() if home.corrections.is_file() else b""
    return hashlib.sha256(raw).hexdigest()[:16]


def _prune(home: Home, generation: int) -> None:
    """Remove index folders older than the last state, whose readers may still be at work."""
    keep = {home.index(generation), home.index(generation - 1)}
    for folder in home.index(generation).parent.iterdir():
        if folder not in keep:
            shutil.rmtree(folder, ignore_errors=True)
