"""The home folder of an installation: the store, the originals, the index generations, the writer's lock."""

import contextlib
import fcntl
import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from corpus.errors import BusyError, SuwenError


@dataclass(frozen=True, slots=True)
class Home:
    """Where everything lives. `root` is created on the first write, never by a reader."""

    root: Path

    @property
    def database(self) -> Path:
        """The SQLite store, the truth from which all else can be rebuilt."""
        return self.root / "suwen.db"

    @property
    def store_url(self) -> str:
        """The SQLAlchemy URL of the store: `SUWEN_STORE`, or the SQLite file of this home."""
        return os.environ.get("SUWEN_STORE") or f"sqlite:///{self.database}"

    @property
    def exists(self) -> bool:
        """Whether anything was ever ingested here."""
        return "SUWEN_STORE" in os.environ or self.database.is_file()

    def index(self, generation: int) -> Path:
        """The folder of the search index that belongs to a generation of the store."""
        return self.root / "index" / f"{generation:08d}"

    def original(self, sha256: str, suffix: str) -> Path:
        """Where the bytes of an ingested file are kept, whatever becomes of the file itself."""
        return self.originals / sha256[:2] / f"{sha256}{suffix.lower()}"

    @property
    def originals(self) -> Path:
        """The folder of the bytes of all ingested files: with the journal in it, all else can be made again."""
        return self.root / "originals"

    @contextlib.contextmanager
    def keeping(self) -> Iterator[None]:
        """Let no original be removed meanwhile; several may do so at once."""
        with self._originals_held(fcntl.LOCK_SH):
            yield

    @contextlib.contextmanager
    def clearing(self) -> Iterator[bool]:
        """Whether originals may be removed meanwhile: not while somebody is `keeping` them."""
        try:
            with self._originals_held(fcntl.LOCK_EX | fcntl.LOCK_NB):
                yield True
        except BlockingIOError:
            yield False

    @contextlib.contextmanager
    def _originals_held(self, how: int) -> Iterator[None]:
        """A lock on the folder itself: it needs no file, so that it can be had on a read-only disk."""
        if not self.originals.is_dir():
            yield
            return
        handle = os.open(self.originals, os.O_RDONLY)
        try:
            fcntl.flock(handle, how)
            yield
        finally:
            os.close(handle)

    @property
    def journal(self) -> Path:
        """Which files held which originals; see `kb.journal`."""
        return self.originals / "sources.jsonl"

    @property
    def uploads(self) -> Path:
        """Files that were given through the web; each is a source like any other file."""
        return self.root / "uploads"

    def kept(self, sha256: str) -> Path | None:
        """The original with these bytes under any suffix; `None` if it was not kept."""
        return next(iter(sorted(self.original(sha256, "").parent.glob(f"{sha256}*"))), None)

    def seal(self, generation: int) -> Path:
        """The hashes of a published state; see `index.build.seal`."""
        return self.root / "seals" / f"{generation:08d}.json"

    @property
    def audit(self) -> Path:
        """What was changed through the web, by whom and when; lines are only added."""
        return self.root / "audit.jsonl"

    @property
    def builds(self) -> Path:
        """What each run read, how long it took and what failed; lines are only added."""
        return self.root / "builds.jsonl"

    @property
    def corrections(self) -> Path:
        """The file of corrections by people, edited by hand or from a page; see `kb.resolve.corrections`."""
        return self.root / "corrections.toml"

    def prepare(self) -> None:
        """Create the folder; a `SuwenError` says why it cannot be."""
        try:
            self.root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise SuwenError(
                f"不能建立数据目录 {self.root}：{error.strerror}",
                f"cannot create the home folder: {error.strerror}",
            ) from error

    @contextlib.contextmanager
    def writing(self, task: str) -> Iterator[None]:
        """Hold the one writer's lock while `task` runs; the kernel releases it if the process dies.

        Raises `BusyError` at once, naming the holder, if another writer is at work.
        """
        self.prepare()
        with self._lock_file() as handle:
            _take(handle)
            _sign(handle, task)
            yield

    def _lock_file(self) -> IO[str]:
        try:
            return (self.root / "lock").open("a+", encoding="utf-8")
        except OSError as error:
            raise SuwenError(
                f"数据目录 {self.root} 不能写入：{error.strerror}",
                f"the home folder cannot be written: {error.strerror}",
            ) from error


def _take(handle: IO[str]) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        handle.seek(0)
        holder = _holder(handle.read())
        raise BusyError(
            f"另一个写入任务正在进行（{holder}），请等它结束后再试", f"another writer is at work: {holder}"
        ) from None


def _sign(handle: IO[str], task: str) -> None:
    """Say who holds the lock; where the disk is full the lock holds without a name."""
    holder = {"pid": os.getpid(), "task": task, "since": time.strftime("%Y-%m-%d %H:%M:%S")}
    with contextlib.suppress(OSError):
        os.truncate(handle.fileno(), 0)
        os.write(handle.fileno(), json.dumps(holder).encode())


def _holder(text: str) -> str:
    with contextlib.suppress(ValueError, KeyError, TypeError):
        held = json.loads(text)
        return f"进程 {held['pid']}，{held['task']}，始于 {held['since']}"
    return "未知进程"
