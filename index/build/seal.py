"""The seal of a published state: hashes of all rows and index files, so that `suwen check` sees every changed byte."""

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from index.manifest import sums, told_sums
from kb.durable import write_whole
from kb.home import Home
from kb.store.reader import Snapshot


class Seal(msgspec.Struct, frozen=True):
    """A state's hashes: of each table, of each document (with its reader's version), of each file of the index."""

    generation: int
    tables: dict[str, str]
    documents: dict[str, tuple[str, str]]
    index: dict[str, str]


def seal(home: Home, snapshot: Snapshot) -> None:
    """Seal the state of `snapshot`; seals of states before the last are dropped.

    A document that the state before held too keeps the hash it had, and a segment of the index those it was written
    with: what was damaged meanwhile stays told.
    """
    made = _look(home, snapshot, told_sums)
    earlier = _read(home.seal(made.generation - 1))
    if earlier:
        made = msgspec.structs.replace(made, documents=_kept(earlier, made))
    body = msgspec.json.encode(made, order="deterministic")
    path = home.seal(made.generation)
    write_whole(path, hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
    for old in path.parent.glob("*.json"):
        if old not in (path, home.seal(made.generation - 1)):
            old.unlink(missing_ok=True)


def is_sealed(home: Home, generation: int) -> bool:
    """Whether this state has a seal that is whole."""
    return _read(home.seal(generation)) is not None


def broken(home: Home, snapshot: Snapshot) -> Iterator[str]:
    """A sentence for each thing that is not as it was sealed."""
    sealed = _read(home.seal(snapshot.generation))
    if sealed is None:
        yield "封存记录缺失或已损坏，无法核对逐字节是否有改动 (the seal of this state is missing or damaged)"
        return
    now = _look(home, snapshot, sums)
    for table, digest in sealed.tables.items():
        if now.tables.get(table) != digest:
            yield f"数据表 {table} 的内容与封存时不同 (this table is not as it was published)"
    yield from _documents(sealed, now)
    for name in sorted(sealed.index.keys() | now.index.keys()):
        if sealed.index.get(name) != now.index.get(name):
            yield f"索引文件 {name} 缺失或与封存时不同 (this file of the index is not as it was published)"


def _documents(sealed: Seal, now: Seal) -> Iterator[str]:
    """Documents that are not as they were; one read anew by another version since is no damage."""
    for key in sorted(sealed.documents.keys() | now.documents.keys()):
        was, is_ = sealed.documents.get(key), now.documents.get(key)
        if was is None or is_ is None:
            yield f"文档 {key} {'多出' if was is None else '缺失'} (a document too many, or lost)"
        elif was[0] == is_[0] and was[1] != is_[1]:
            yield f"文档 {key} 的内容与封存时不同 (this document is not as it was published)"


def _kept(earlier: Seal, now: Seal) -> dict[str, tuple[str, str]]:
    kept = {}
    for key, found in now.documents.items():
        before = earlier.documents.get(key)
        kept[key] = before if before and before[0] == found[0] else found
    return kept


def _look(home: Home, snapshot: Snapshot, hashes: Callable[[Path], dict[str, str]]) -> Seal:
    return Seal(
        generation=snapshot.generation,
        tables=snapshot.table_digests(),
        documents={key: (reader, digest) for key, reader, digest in snapshot.document_digests()},
        index=hashes(home.index(snapshot.generation)),
    )


def _read(path: Path) -> Seal | None:
    try:
        own, _, body = path.read_bytes().partition(b"\n")
        whole = own.decode("ascii", "replace") == hashlib.sha256(body).hexdigest()
        return msgspec.json.decode(body, type=Seal) if whole else None
    except (OSError, msgspec.MsgspecError):
        return None
