"""Builds the index of a snapshot: beside, whole, then swapped in by a rename.

What has not changed since an earlier state stays in its segments, which both states share.
"""

import os
import shutil
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from uuid import uuid4

import msgspec

from corpus.errors import SuwenError
from index import cutting, fingerprint
from index import engine as engines
from index.engine import Elsewhere, Engine, Words
from index.exact.writer import SegmentWriter
from index.manifest import (
    ENGINE,
    Kept,
    Member,
    Part,
    read_parts,
    segment_folder,
    write_manifest,
    write_members,
    write_sums,
)
from index.merging import grouped, outworn
from kb.home import Home
from kb.store.cuts import Indexable
from kb.store.reader import Snapshot
from kb.store.session import reading

APART_FROM = 2_000_000
"""Code points: with fewer, starting processes costs more than it saves."""


def build_index(
    snapshot: Snapshot, folder: Path, *, earlier: Path | None = None, home: Home | None = None
) -> None:
    """Write a complete index of all visible documents of `snapshot` into `folder`, replacing what is there.

    Until all is written nothing appears at `folder`. Parameters: `earlier`, the index of an earlier state, of
    which whatever still holds is taken over; `home`, where the documents of the snapshot are staged (committed):
    then large segments are written by processes of their own.
    """
    beside = folder.with_name(folder.name + ".new")
    engine = engines.engine()
    _leave(beside, engine)
    beside.mkdir(parents=True)
    if isinstance(engine, Elsewhere):
        documents = engine.build(snapshot, beside, earlier, home)
    else:
        documents = _write(engine, snapshot, beside, earlier, home)
    fingerprint.current(engine, cutting.version(), documents).write(beside)
    _leave(folder, engine)
    beside.rename(folder)


def _leave(folder: Path, engine: Engine | Elsewhere) -> None:
    """Clear away what a run that was ended left there; what it says of things elsewhere is for the next `settle`."""
    if isinstance(engine, Elsewhere) and folder.exists():
        folder.rename(folder.with_name(f"{folder.name}.{uuid4().hex[:8]}"))
    shutil.rmtree(folder, ignore_errors=True)


def settle_index(folder: Path, kept: Path, gone: Sequence[Path]) -> None:
    """After a publish: what is held elsewhere for the states `gone` alone, not for `folder` or `kept`, is forgotten;
    raises `SuwenError` if that cannot be done now.
    """
    engine = engines.engine(fingerprint.read(folder).engine)
    if isinstance(engine, Elsewhere):
        engine.settle(folder, kept, gone)


def _write(engine: Engine, snapshot: Snapshot, folder: Path, earlier: Path | None, home: Home | None) -> int:
    """Write segments and what the engine has of its own; gives the number of documents."""
    wanted = {s.id: Member(s.id, s.digest, s.length) for s in snapshot.stamps(cutting.version())}
    kept, fresh = _sorted_out(_standing(earlier, engine), wanted)
    for part in kept:
        _link(part.folder, segment_folder(folder, part.folder.name))
    added = _write_fresh(engine, snapshot, folder, _next(kept), fresh, home)
    held = [*kept, *added]
    if not engine.by_segment:
        items = snapshot.indexables(member.id for part in held for member in part.held)
        engine.write(folder / ENGINE, map(cutting.words_of, items))
    write_manifest(folder, [Kept(part.folder.name, part.dropped) for part in held])
    return len(wanted)


def _standing(earlier: Path | None, engine: Engine) -> list[Part]:
    """The segments of an earlier index that this program could have written, byte for byte as they were written."""
    try:
        if earlier is None or not fingerprint.read(earlier).fits(engine, cutting.version()):
            return []
        return [part for part in read_parts(earlier) if part.is_whole()]
    except (SuwenError, OSError, msgspec.MsgspecError):
        return []


def _sorted_out(parts: Sequence[Part], wanted: Mapping[str, Member]) -> tuple[list[Part], list[Member]]:
    """The segments that stay, with what they have lost; and the documents to write, in the order of their ids."""
    left = dict(wanted)
    standing = [_without_strangers(part, left) for part in parts]
    worn = outworn(standing, sum(member.length for member in left.values()))
    fresh = [*left.values(), *(member for part in worn for member in part.held)]
    return [part for part in standing if part not in worn], sorted(fresh, key=lambda member: member.id)


def _without_strangers(part: Part, wanted: dict[str, Member]) -> Part:
    """The segment without the documents that are gone, or are not what they were; what it has is wanted no more."""
    gone = set(part.dropped)
    for place, member in enumerate(part.members):
        if place in gone or member.digest is None or wanted.get(member.id) != member:
            gone.add(place)
        else:
            del wanted[member.id]
    return replace(part, dropped=tuple(sorted(gone)))


def _next(kept: Iterable[Part]) -> int:
    return max((int(part.folder.name) for part in kept), default=-1) + 1


def _link(source: Path, target: Path) -> None:
    """The same files under another name; copies where the disk has no links."""
    shutil.copytree(source, target, copy_function=_link_file)


def _link_file(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def _write_fresh(
    engine: Engine, snapshot: Snapshot, folder: Path, first: int, fresh: Sequence[Member], home: Home | None
) -> list[Part]:
    """Write segments of these documents, numbered from `first`."""
    cores = os.cpu_count() or 1
    apart = home is not None and sum(member.length for member in fresh) >= APART_FROM and cores > 1
    groups = grouped(fresh, cores if apart else 1)
    parts = [
        Part(segment_folder(folder, f"{number:04d}"), tuple(group))
        for number, group in enumerate(groups, first)
    ]
    if home is None or not apart:
        for part in parts:
            _write_segment(engine, part, snapshot)
        return parts
    with ProcessPoolExecutor(min(cores, len(parts)), mp_context=get_context("forkserver")) as pool:
        for done in [pool.submit(_write_apart, engine, home, part) for part in parts]:
            done.result()
    return parts


def _write_apart(engine: Engine, home: Home, part: Part) -> None:
    """Write a segment in a process of its own, with its own view of the store."""
    with reading(home) as store, store.snapshot() as snapshot:
        _write_segment(engine, part, snapshot)


def _write_segment(engine: Engine, part: Part, snapshot: Snapshot) -> None:
    part.folder.mkdir(parents=True)
    exact = SegmentWriter(part.folder / "exact")
    documents = _through(exact, snapshot.indexables(member.id for member in part.members))
    if engine.by_segment:
        engine.write(part.engine, documents)
    else:
        deque(documents, 0)
    exact.close()
    write_members(part.folder, part.members)
    write_sums(part.folder)


def _through(exact: SegmentWriter, items: Iterable[Indexable]) -> Iterator[Words]:
    """The words of each document; on the way its characters go to the exact layer."""
    for item in items:
        exact.add(item.document)
        yield cutting.words_of(item)
