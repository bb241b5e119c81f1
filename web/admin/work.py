"""What an administrator does, carried out and written into the log of the home before and after."""

import time
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from flask import g

from corpus.errors import SuwenError
from corpus.read import READERS
from index.build.correct import Value, correct
from index.build.ingest import ingest
from index.build.walk import Found
from kb import lines
from kb.durable import write_whole
from kb.home import Home
from web.texts import english, text

FIELDS: Mapping[str, frozenset[str]] = {
    "merge": frozenset({"from", "into"}),
    "apart": frozenset({"entities"}),
    "rename": frozenset({"entity", "name"}),
    "alias": frozenset({"entity", "name"}),
    "reject": frozenset({"entity"}),
}
"""The kinds of correction that can be made through the web, with the fields of each."""

_ADDED = frozenset({"why", "by"})


def correction(home: Home, kind: str, entry: Mapping[str, Value]) -> int:
    """Make a correction; gives the new generation. Raises `SuwenError` for one that cannot be."""
    if kind not in FIELDS or not FIELDS[kind] <= entry.keys() <= FIELDS[kind] | _ADDED:
        raise _wrong("admin.entry", kinds="、".join(FIELDS))
    _log(home, "asked", kind, entry)
    try:
        generation = correct(home, kind, entry)
    except Exception as error:
        _log(home, "failed", kind, {"error": str(error)[:300]})
        raise
    _log(home, "done", kind, {"generation": generation})
    return generation


def upload(home: Home, name: str, body: bytes) -> str:
    """Keep a file in the home and read it; gives the name it goes by. Raises `SuwenError` for one that cannot be."""
    path = home.uploads / checked_name(name)
    _log(home, "asked", "upload", {"name": path.name, "bytes": len(body)})
    before = path.read_bytes() if path.is_file() else None
    write_whole(path, body)
    try:
        for _, reason in ingest(home, [Found(path, path.name)]).failed:
            raise SuwenError(reason)
    except SuwenError as error:
        _log(home, "failed", "upload", {"error": str(error)[:300]})
        _put_back(path, before)
        raise
    _log(home, "done", "upload", {"name": path.name})
    return path.name


def checked_name(name: str) -> str:
    """A bare file name of a kind that there is a reader for; raises `SuwenError`."""
    plain = bool(name) and name == PurePosixPath(name).name and "\\" not in name and not name.startswith(".")
    if not (plain and name.isprintable() and len(name.encode()) <= 200):
        raise _wrong("admin.name")
    if PurePosixPath(name).suffix.lower() not in READERS:
        raise _wrong("admin.suffix", known=" ".join(sorted(READERS)))
    return name


def _put_back(path: Path, before: bytes | None) -> None:
    if before is None:
        path.unlink(missing_ok=True)
    else:
        write_whole(path, before)


def _log(home: Home, state: str, action: str, said: Mapping[str, object]) -> None:
    at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    entry = {"at": at, "request": g.get("request_id"), "state": state, "action": action, **dict(said)}
    lines.add(home.audit, [entry])


def _wrong(key: str, **values: object) -> SuwenError:
    return SuwenError(text(key, **values), english(key, **values))
