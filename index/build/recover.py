"""Everything anew from the kept originals, whatever has become of store, index and seals."""

from pathlib import Path

from kb import journal
from kb.home import Home
from kb.store import file
from kb.store.encoding import Source


def known_sources(home: Home, *, sound: bool) -> list[Source]:
    """The files that the home holds documents of: as the journal knows, else the store, else the originals alone.

    The journal is believed where all of its lines are whole, for the store may have been damaged unseen.
    `sound`, whether the store opens.
    """
    noted = journal.read(home)
    held = dict(noted.sources)
    if noted.damaged or not held:
        stored = (_source(*row) for row in file.salvaged_sources(home))
        held = {**{s.path: s for s in stored if home.kept(s.sha256)}, **held}
    if not sound and (noted.damaged or not held):
        named = noted.forgotten | {source.document_id for source in held.values()}
        nameless = [path for path in _originals(home) if path.stem[:16] not in named]
        held.update({str(path): _source(str(path), path.name, path.stem) for path in nameless})
    return sorted(held.values(), key=lambda source: source.path)


def _source(path: str, name: str, sha256: str) -> Source:
    return Source(path, name, sha256[:16], sha256)


def _originals(home: Home) -> list[Path]:
    return [path for path in sorted(home.originals.glob("??/*")) if len(path.stem) == 64]
