"""From staged documents to the state that readers see: knowledge, index and state change in one commit."""

import contextlib
import hashlib
import shutil
from collections.abc import Iterable

from corpus.errors import SuwenError
from index.build.seal import is_sealed, seal
from index.searcher import open_searcher
from index.write import build_index, settle_index
from kb import journal
from kb.durable import settle_tree
from kb.home import Home
from kb.publish import write_knowledge
from kb.resolve.corrections import read_corrections
from kb.store.encoding import Source
from kb.store.session import Store
from kb.store.writer import Writer


def publish(
    store: Store,
    home: Home,
    sources: Iterable[Source],
    forgotten: Iterable[str] = (),
    *,
    afresh: bool = False,
) -> int:
    """Make the staged documents visible with their knowledge and index; gives the new generation.

    The index is written to a folder of its own before the commit; a failure anywhere leaves the old state. What
    has not changed is taken over from the index of the state before, segments that are whole, byte for byte, unless
    all is to be written `afresh`.
    The journal learns of new sources before the commit, of forgotten documents after it.
    """
    corrections = read_corrections(home.corrections)
    sources, forgotten = list(sources), list(forgotten)
    with store.transaction() as now:
        generation = now.writer.adopt(sources, forgotten)
        _note(home, sources, now.writer)
        write_knowledge(now.writer, now.snapshot, corrections)
        now.writer.note("corrections", applied(home))
        now.writer.finish(generation)
        earlier = None if afresh else home.index(generation - 1)
        build_index(now.snapshot, home.index(generation), earlier=earlier, home=home)
        settle_tree(home.index(generation))
    journal.note_forgotten(home, forgotten)
    with store.snapshot() as snapshot:
        seal(home, snapshot)
    prune(home, generation)
    return generation


def _note(home: Home, sources: list[Source], writer: Writer) -> None:
    """Add to the journal; a home from before there was one gets it whole."""
    if home.journal.exists():
        journal.note(home, sources)
    else:
        journal.rewrite(home, writer.sources().values())


def healthy(store: Store, home: Home) -> bool:
    """Whether there is a published state, made with the present corrections of all that is read, and its index opens."""
    with store.snapshot() as snapshot:
        if snapshot.value("corrections") != applied(home) or snapshot.is_behind():
            return False
        try:
            return snapshot.generation > 0 and open_searcher(home, snapshot) is not None
        except SuwenError:
            return False


def seal_if_open(store: Store, home: Home) -> None:
    """Seal the published state if an interruption, or a lost file, left it without."""
    with store.snapshot() as snapshot:
        if not is_sealed(home, snapshot.generation):
            seal(home, snapshot)


def applied(home: Home) -> str:
    """The hash of the corrections file as it is now; of nothing where there is none."""
    raw = home.corrections.read_bytes() if home.corrections.is_file() else b""
    return hashlib.sha256(raw).hexdigest()[:16]


def prune(home: Home, generation: int) -> None:
    """Remove index folders older than the last state, whose readers may still be at work.

    What an engine elsewhere cannot forget now stays with its folder until the next time.
    """
    now, before = home.index(generation), home.index(generation - 1)
    gone = sorted(folder for folder in now.parent.iterdir() if folder not in (now, before))
    with contextlib.suppress(SuwenError):
        settle_index(now, before, gone)
        for folder in gone:
            shutil.rmtree(folder, ignore_errors=True)
