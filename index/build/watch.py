"""Watching folders: new and changed files are read as they come, removed ones are reported and kept."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from corpus.errors import SuwenError
from index.build.walk import Found

QUIET = 1_600
"""Milliseconds that a folder must be at rest before its changes are taken up, so that downloads are whole."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What happened below the folders since the last look: files to read, and sources that are gone."""

    found: tuple[Found, ...]
    removed: tuple[str, ...]


def changes(folders: Sequence[Path], stop: Event | None = None) -> Iterator[Changes]:
    """The changes below these folders as they happen, until `stop` is set.

    Needs the extra `suwen[watch]`; raises `SuwenError` without it.
    """
    try:
        from watchfiles import Change, watch
    except ImportError as error:
        raise SuwenError(
            "监视文件夹需要先安装 suwen[watch]", "watching needs the extra suwen[watch]"
        ) from error
    for events in watch(*folders, debounce=QUIET, stop_event=stop, raise_interrupt=False):
        paths = sorted({Path(path) for _, path in events})
        gone = {Path(path) for change, path in events if change is Change.deleted and not Path(path).exists()}
        files = (file for path in paths for file in _files(path) if not _hidden(file, folders))
        found = tuple(Found(file, _source(file, folders)) for file in dict.fromkeys(files))
        removed = tuple(_source(path, folders) for path in sorted(gone) if not _hidden(path, folders))
        if found or removed:
            yield Changes(found, removed)


def _files(path: Path) -> Iterator[Path]:
    """The file itself, or all files below a folder: those put into a new folder at once raise no event."""
    if path.is_dir():
        yield from sorted(file for file in path.rglob("*") if file.is_file())
    elif path.is_file():
        yield path


def _source(path: Path, folders: Sequence[Path]) -> str:
    """The name below the folder that was named."""
    roots = (folder.resolve() for folder in folders if folder.resolve() in path.resolve().parents)
    root = next(roots, path.resolve().parent)
    return path.resolve().relative_to(root).as_posix()


def _hidden(path: Path, folders: Sequence[Path]) -> bool:
    return any(part.startswith(".") for part in Path(_source(path, folders)).parts)
