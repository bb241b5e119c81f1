"""From a backup to a home: unpacked and verified apart, its index made anew, then taken over whole."""

import shutil
from pathlib import Path

from corpus.errors import SuwenError
from index.build.apart import apart, at_least, last_generation, take_over
from index.build.ingest import rebuild
from index.build.publish import publish
from kb import journal
from kb.backup import Manifest, unpack
from kb.home import Home
from kb.store.file import is_own
from kb.store.rows import State
from kb.store.schema import SCHEMA_VERSION
from kb.store.session import reading, told, writing


def restore(home: Home, archive: Path, *, replace: bool = False) -> tuple[Manifest, State]:
    """Make the home what the backup holds; what is served meanwhile stays until all is verified.

    Raises `SuwenError` for a home that is not empty, unless `replace`; for a file that is no whole backup.
    """
    if not is_own(home):
        raise SuwenError(
            "SUWEN_STORE 指向的数据库请用它自己的工具恢复", "restore this database with its own tools"
        )
    if not replace and (home.exists or home.originals.exists()):
        raise SuwenError(
            f"数据目录 {home.root} 里已有内容；要用备份替换它，请加 --replace",
            "the home is not empty: say --replace to put the backup in its place",
        )
    with home.writing("restore"), told(home), apart(home) as fresh:
        manifest = unpack(archive, fresh.root)
        if manifest.schema != SCHEMA_VERSION:
            rebuild(fresh)
        at_least(fresh, last_generation(home))
        with writing(fresh, "restore") as store:
            publish(store, fresh, [])
        with reading(fresh) as store, store.snapshot() as snapshot:
            state, held = snapshot.state(), snapshot.held()
        _bring_files(fresh, home)
        take_over(home, fresh)
        journal.rewrite(home, held)
    return manifest, state


def _bring_files(fresh: Home, home: Home) -> None:
    """Originals are named by their bytes, so those that are there already are the same or damaged."""
    for path in sorted(fresh.originals.glob("??/*")):
        target = home.originals / path.relative_to(fresh.originals)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)
    for name in ("corrections", "audit", "builds"):
        path, target = getattr(fresh, name), getattr(home, name)
        if path.is_file():
            path.replace(target)
        elif name == "corrections" and target.is_file():
            shutil.move(target, target.with_suffix(".toml.before-restore"))
