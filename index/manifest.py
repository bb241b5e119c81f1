"""What an index folder is made of: immutable segments, shared between states by hard links, and what was dropped.

manifest.json         which segments, and of each the documents dropped since it was written
fingerprint.json      what all of it was built by
segments/0007/        documents.json, exact/, and engine/ unless the engine has one index for all; and sums.json,
                          the hash of each of its files, so that no damage is handed on from state to state
engine/               the one index of such an engine
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec

from index.engine import Engine, Index
from index.exact.segment import Segment
from kb.durable import hashed

_MANIFEST, _DOCUMENTS, _SUMS = "manifest.json", "documents.json", "sums.json"
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

    def is_whole(self) -> bool:
        """Whether every byte of it is as it was written."""
        return _told(self.folder) == _sums(self.folder)

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


def write_sums(folder: Path) -> None:
    """Write the hashes of a segment's files beside them, when all are written."""
    (folder / _SUMS).write_bytes(msgspec.json.encode(_sums(folder), order="sorted"))


def _sums(folder: Path) -> dict[str, str]:
    return {name: hashed(path) for name, path in _files(folder).items() if name != _SUMS}


def sums(folder: Path) -> dict[str, str]:
    """The SHA-256 of each file below a folder, by its path there."""
    return {name: hashed(path) for name, path in _files(folder).items()}


def _files(folder: Path) -> dict[str, Path]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path for path in files}


def told_sums(folder: Path) -> dict[str, str]:
    """The same for an index just written, without reading its segments again: each has its own sums beside it."""
    found = {
        f"segments/{at.name}/{name}": digest
        for at in sorted(folder.glob("segments/*"))
        for name, digest in (_told(at) or {}).items()
    }
    return {name: found.get(name) or hashed(path) for name, path in _files(folder).items()}


def _told(folder: Path) -> dict[str, str] | None:
    try:
        return msgspec.json.decode((folder / _SUMS).read_bytes(), type=dict[str, str])
    except (OSError, msgspec.MsgspecError):
        return None


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
