"""The bytes of ingested files are kept, so that everything can be rebuilt and the original be shown."""

import hashlib
import os
import shutil
from pathlib import Path

from kb.home import Home

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
