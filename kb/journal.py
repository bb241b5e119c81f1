"""Which files held which originals: one line each beside the originals, so that a lost store can be made again.

Lines are added before the commit that they belong to: the journal knows all that the store knows, at times a
little more.
"""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

from kb import lines
from kb.home import Home
from kb.store.encoding import Source


@dataclass(frozen=True, slots=True)
class Held:
    """What the journal says: the files held, by path; ids dropped on purpose; how many lines cannot be read."""

    sources: Mapping[str, Source]
    forgotten: Set[str]
    damaged: int


def note(home: Home, sources: Iterable[Source]) -> None:
    """Add what the store is about to learn."""
    lines.add(home.journal, map(_entry, sources))


def note_forgotten(home: Home, documents: Iterable[str]) -> None:
    """Add that these documents were dropped on purpose, after the store has dropped them."""
    lines.add(home.journal, ({"forgotten": document} for document in documents))


def rewrite(home: Home, sources: Iterable[Source]) -> None:
    """Write the journal anew, with nothing but these."""
    lines.replace(home.journal, map(_entry, sorted(sources, key=lambda source: source.path)))


def read(home: Home) -> Held:
    """What was held at the last line."""
    held: dict[str, Source] = {}
    forgotten: set[str] = set()
    damaged = 0
    for entry in lines.entries(home.journal):
        if entry is None:
            damaged += 1
        elif "forgotten" in entry:
            forgotten.add(entry["forgotten"])
            held = {path: s for path, s in held.items() if s.document_id != entry["forgotten"]}
        else:
            sha256 = entry["sha256"]
            forgotten.discard(sha256[:16])
            held[entry["path"]] = Source(entry["path"], entry["name"], sha256[:16], sha256)
    return Held(held, forgotten, damaged)


def _entry(source: Source) -> lines.Entry:
    return {"path": source.path, "name": source.name, "sha256": source.sha256}
