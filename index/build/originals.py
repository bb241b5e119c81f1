"""The bytes of ingested files are kept, so that everything can be rebuilt and the original be shown."""

import hashlib
import os
import shutil
from collections.abc import Set
from pathlib import Path

from kb.home import Home
from kb.store.session import Store

CHANGED = "读取时文件被改动，请再试一次 (changed while being read)"
"""Why a file fails of which nothing could be kept."""


def keep(home: Home, path: Path, sha256: str) -> bool:
    """Keep a copy of the file, written beside and moved into place.

    Gives whether the file still has the bytes that were read; if not, nothing is kept.
    """
    target = home.original(sha256, path.suffix)
    if target.is_file():
        return True
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        shutil.copyfile(path, beside)
        with beside.open("rb") as copy:
            same = hashlib.file_digest(copy, "sha256").hexdigest() == sha256
            os.fsync(copy.fileno())
        if same:
            beside.replace(target)
        return same
    finally:
        beside.unlink(missing_ok=True)


def clear(home: Home, store: Store, among: Set[str] | None = None) -> int | None:
    """Remove the originals of no document that is held, staged ones included; hold the writer's lock meanwhile.

    Parameters: `among`, ids of documents; only originals of these. Gives how many went, or `None` while a backup
    is being made: then all stay, until the next time.
    """
    with home.clearing() as may, store.snapshot() as snapshot:
        if not may:
            return None
        held = set(snapshot.hashes())
        gone = [path for path in sorted(home.originals.glob("??/*")) if _is_left(path, held, among)]
        for path in gone:
            path.unlink()
        return len(gone)


def _is_left(path: Path, held: Set[str], among: Set[str] | None) -> bool:
    sha256 = path.name[:64]
    return path.name[:1] != "." and sha256 not in held and (among is None or sha256[:16] in among)
