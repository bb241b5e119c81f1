"""The store as a file: copied while it is used, looked at for faults, read where nothing can be written."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from corpus.errors import SuwenError
from kb.home import Home

SHARED = 32 * 1024
"""Bytes that SQLite takes for the memory its readers share."""


def is_sqlite(home: Home) -> bool:
    """Whether the store is an SQLite file, and not a PostgreSQL server's; raises `SuwenError` if it is neither."""
    with contextlib.suppress(ArgumentError):
        kind = make_url(home.store_url).drivername
        if kind == "sqlite" or kind.startswith("sqlite+"):
            return True
        if kind in ("postgresql", "postgresql+psycopg"):
            return False
    raise SuwenError(
        "SUWEN_STORE 应是数据库地址，如 postgresql+psycopg://用户@主机/库名",
        "SUWEN_STORE is no address of a database: postgresql+psycopg://user@host/name",
    )


def is_own(_home: Home) -> bool:
    """Whether the store is the home's own file, and not named by SUWEN_STORE."""
    return "SUWEN_STORE" not in os.environ


def is_frozen(home: Home) -> bool:
    """Whether the store lies where nothing can be written (a read-only disk, a full one) and nobody is writing.

    SQLite then reads the file as it is. While another process has it open, its files of shared memory are there.
    """
    if not is_own(home) or (os.access(home.root, os.W_OK) and _has_room(home)):
        return False
    wal, shared = (home.database.with_name(home.database.name + end) for end in ("-wal", "-shm"))
    # On a full disk what is shared may be there without the room it needs; then nobody can use it.
    return _size(shared) < SHARED and not _size(wal)


def identity(home: Home) -> tuple[int, ...]:
    """What tells whether the file must be opened anew: it is another, or can be read in another way by now."""
    found, frozen = home.database.stat(), is_frozen(home)
    return found.st_dev, found.st_ino, frozen, found.st_mtime_ns if frozen else 0


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _has_room(home: Home) -> bool:
    """Whether there is room for what SQLite writes beside a store to read it."""
    with contextlib.suppress(OSError):
        disk = os.statvfs(home.root)
        return disk.f_bavail * disk.f_frsize > 2 * SHARED
    return True


def copy_store(home: Home, target: Path) -> None:
    """Write the store as it is now into the file `target`; readers and writers go on meanwhile.

    What `target` held before is replaced in one transaction, which its readers see whole or not at all.
    Raises `SuwenError` for a store that is no SQLite file, or a disk that is full.
    """
    if not is_own(home):
        raise SuwenError(
            "SUWEN_STORE 指向的数据库请用它自己的工具备份", "back up this database with its own tools"
        )
    try:
        with (
            contextlib.closing(_reader(home)) as held,
            contextlib.closing(sqlite3.connect(target, timeout=30)) as copy,
        ):
            held.backup(copy)
            copy.execute("PRAGMA journal_mode=WAL").fetchone()
    except sqlite3.Error as error:
        raise SuwenError(f"不能复制数据库到 {target}：{error}", f"cannot copy the store: {error}") from error


def faults(home: Home) -> Iterator[str]:
    """What the database itself finds wrong in its file, in its own words; nothing if all is well."""
    if not is_own(home) or not home.database.exists():
        return
    try:
        with contextlib.closing(_reader(home)) as held:
            yield from (row[0] for row in held.execute("PRAGMA integrity_check(20)") if row[0] != "ok")
    except sqlite3.DatabaseError as error:
        yield _fault(error)


def remnants(home: Home) -> list[Path]:
    """The files of the store that are there: the database and what belongs to it."""
    return [path for path in sorted(home.root.glob(home.database.name + "*")) if path.is_file()]


def schema_of(home: Home) -> int | None:
    """The schema version of the home's store, whatever it is; `None` where it cannot be told."""
    asked = "SELECT value FROM state WHERE key = 'schema'"
    if not home.database.exists():
        return None
    try:
        with contextlib.closing(_reader(home)) as held:
            return int(held.execute(asked).fetchone()[0])
    except sqlite3.DatabaseError as error:
        _fault(error)
    except (ValueError, TypeError):
        pass
    return None


def is_damage(error: BaseException | None) -> bool:
    """Whether an error speaks of the file itself, and not of a disk that is full, busy or locked.

    SQLite raises the bare class for a file that is damaged; what is no store of ours lacks a table.
    """
    return type(error) is sqlite3.DatabaseError or any(
        sign in str(error) for sign in ("no such", "decode to UTF-8")
    )


def _fault(error: sqlite3.DatabaseError) -> str:
    """The damage in the error's own words; raises `SuwenError` where it is the disk that fails."""
    if not is_damage(error):
        raise SuwenError(
            f"不能读取数据库：{error}；磁盘可能已满或只读", f"cannot read the store: {error}"
        ) from error
    return str(error)


def salvaged_sources(home: Home) -> Iterator[tuple[str, str, str]]:
    """What can still be read of the table of sources, of any version: path, name, SHA-256."""
    asked = "SELECT path, source, sha256 FROM sources"
    with contextlib.suppress(sqlite3.Error), contextlib.closing(_reader(home)) as held:
        yield from held.execute(asked)


def _reader(home: Home) -> sqlite3.Connection:
    mode = "?immutable=1" if is_frozen(home) else "?mode=ro"
    return sqlite3.connect(home.database.absolute().as_uri() + mode, uri=True)
