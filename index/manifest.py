"""What an index folder is made of: immutable segments, shared between states by hard links, and what was dropped.

manifest.json         which segments, and of each the documents dropped since it was written
fingerprint.json      what all of it was built by
segments/0007/        documents.json, exact/, and engine/ unless the engine has one index for all
engine/               the one index of such an engine
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec

from index.engine import Engine, Index
from index.exact.segment import Segment

_MANIFEST, _DOCUMENTS = "manifest.json", "documents.json"
ENGINE = "engine"


class Member(msgspec.Struct, frozen=True, array_like=True):
    """A document in a segment: its id, the digest of what is held of it, its length in code points."""

    id: str
    digest: str | None
    length: int


class Kept(msgspec.Struct, frozen=True):
    """A segment of a state, and the places in it of the documents that the state does not have."""

    name: str
    dropped: tuple[int, ...] = ()


@dataclass(frozen=True)
class Part:
    """A segment as a state has it: its folder, all its documents, and the places of those dropped."""

    folder: Path
    members: tuple[Member, ...]
    dropped: tuple[int, ...] = ()

    @cached_property
    def held(self) -> tuple[Member, ...]:
        """The documents that the state has, in their order."""
        gone = frozenset(self.dropped)
        return tuple(member for place, member in enumerate(self.members) if place not in gone)

    @cached_property
    def length(self) -> int:
        """The code points of the documents that the state has."""
        return sum(member.length for member in self.held)

    @property
    def engine(self) -> Path:
        """Where its engine's index lies."""
        return self.folder / ENGINE

    def exact(self) -> Segment:
        """Its part of the exact layer; raises `ValueError` or `OSError` if it is damaged."""
        return Segment(self.folder / "exact", len(self.members), self.dropped)


def indices(folder: Path, parts: Iterable[Part], engine: Engine) -> list[Index]:
    """The engine's indices below an index folder: one a segment, or one for all."""
    return [(part.engine, part.dropped) for part in parts] if engine.by_segment else [(folder / ENGINE, ())]


def segment_folder(folder: Path, name: str) -> Path:
    """Where the segment of this name lies in an index folder."""
    return folder / "segments" / name


def write_members(folder: Path, members: Sequence[Member]) -> None:
    """Write the documents of a segment into its folder."""
    (folder / _DOCUMENTS).write_bytes(msgspec.json.encode(members))


def write_manifest(folder: Path, kept: list[Kept]) -> None:
    """Write which segments an index has."""
    (folder / _MANIFEST).write_bytes(msgspec.json.encode(kept))


def read_parts(folder: Path) -> list[Part]:
    """The segments of an index in their order; raises `OSError` or `msgspec.MsgspecError` if it is damaged."""
    kept = msgspec.json.decode((folder / _MANIFEST).read_bytes(), type=list[Kept])
    return list(_parts(folder, kept))


def _parts(folder: Path, kept: list[Kept]) -> Iterator[Part]:
    for each in kept:
        at = segment_folder(folder, each.name)
        members = msgspec.json.decode((at / _DOCUMENTS).read_bytes(), type=tuple[Member, ...])
        yield Part(at, members, each.dropped)
