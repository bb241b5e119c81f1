"""Everything anew from the kept originals, whatever has become of store, index and seals."""

from pathlib import Path

from kb import journal
from kb.durable import hashed
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


def whole_bytes(home: Home, source: Source) -> Path | None:
    """A file with the very bytes of a document: its original, or else the file it was first read from.

    `None` if neither is left. A damaged original makes room for the bytes it should have had.
    """
    kept, found = home.kept(source.sha256), Path(source.path)
    if kept and hashed(kept) == source.sha256:
        return kept
    if found.is_file() and hashed(found) == source.sha256:
        if kept:
            kept.unlink()
        return found
    return None


def _source(path: str, name: str, sha256: str) -> Source:
    return Source(path, name, sha256[:16], sha256)


def _originals(home: Home) -> list[Path]:
    return [path for path in sorted(home.originals.glob("??/*")) if len(path.stem) == 64]
