"""Which files there are: folders are walked as a stream, in the order of names."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import UnreadableError
from corpus.read import READERS


@dataclass(frozen=True, slots=True)
class Found:
    """A file to ingest: where it is, and the name it goes by (its path below the folder that was named)."""

    path: Path
    source: str

    @property
    def readable(self) -> bool:
        """Whether there is a reader for files of this kind."""
        return self.path.suffix.lower() in READERS


def walk(paths: Iterable[Path]) -> Iterator[Found]:
    """The files named, and all files below the folders named, hidden ones left out.

    Links to folders are not followed, so that a loop cannot arise. Raises `UnreadableError` for a path that
    is not there, before anything is read.
    """
    named = list(paths)
    for path in named:
        if not path.exists():
            raise UnreadableError(f"找不到 {path}，请检查路径", f"no such file or folder: {path}")
    for path in named:
        yield from _below(path) if path.is_dir() else [Found(path, path.name)]


def _below(root: Path) -> Iterator[Found]:
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = Path(folder, name)
            if not name.startswith("."):
                yield Found(path, path.relative_to(root).as_posix())
