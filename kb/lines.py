"""Logs of the home: JSON objects a line, only added to; each line carries a sum of itself.

A line that was damaged, or cut short by a power cut, is passed over and counted; the others still hold.
"""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from kb.durable import append_line, write_whole

Entry = dict[str, Any]


def add(path: Path, entries: Iterable[Entry]) -> None:
    """Add lines and force them to the disk."""
    if lines := [_line(entry) for entry in entries]:
        append_line(path, b"\n".join(lines))


def replace(path: Path, entries: Iterable[Entry]) -> None:
    """Write the log anew, with nothing but these."""
    write_whole(path, b"".join(_line(entry) + b"\n" for entry in entries))


def entries(path: Path) -> Iterator[Entry | None]:
    """The lines in order; `None` for one that is not as it was written. Nothing where there is no log."""
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return
    for line in filter(None, lines):
        try:
            entry = msgspec.json.decode(line, type=Entry)
            whole = entry.pop("sum", "") == _sum(entry)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            whole = False
        yield entry if whole else None


def _line(entry: Entry) -> bytes:
    return msgspec.json.encode({**entry, "sum": _sum(entry)})


def _sum(entry: Entry) -> str:
    return hashlib.sha256(msgspec.json.encode(entry)).hexdigest()[:16]
