"""A state made apart, whole, and only then taken over: what is served meanwhile stays as it is.

The copy of the store goes into the live one in a single transaction of the database; that commit is the swap,
and servers at work on the home see it without a restart.
"""

import contextlib
import shutil
import time
from collections.abc import Iterator

from index.build.publish import prune
from kb.home import Home
from kb.store import file
from kb.store.engine import of_another_version
from kb.store.schema import SCHEMA_VERSION
from kb.store.session import reading, writing

APART = ".apart"


@contextlib.contextmanager
def apart(home: Home) -> Iterator[Home]:
    """An empty home inside the home, on the same disk; removed at the end. Hold the writer's lock meanwhile."""
    folder = Home(home.root / APART)
    _leave(folder, home)
    shutil.rmtree(folder.root, ignore_errors=True)
    folder.prepare()
    try:
        yield folder
    finally:
        shutil.rmtree(folder.root, ignore_errors=True)


def _leave(ended: Home, home: Home) -> None:
    """Give the index folders of a run that was ended to the home: what it holds elsewhere goes with the next prune."""
    left = ended.index(0).parent
    for number, folder in enumerate(sorted(left.iterdir()) if left.is_dir() else ()):
        home.index(0).parent.mkdir(parents=True, exist_ok=True)
        folder.rename(home.index(0).with_name(f"{folder.name}.{time.time_ns()}-{number}"))


def furnish(home: Home, fresh: Home, *, sound: bool) -> None:
    """Give the home apart what it builds on: originals, corrections, and a copy of the store if it is sound."""
    home.originals.mkdir(exist_ok=True)
    fresh.originals.symlink_to(home.originals.absolute(), target_is_directory=True)
    if home.corrections.is_file():
        shutil.copyfile(home.corrections, fresh.corrections)
    if sound and home.database.exists():
        file.copy_store(home, fresh.database)
    at_least(fresh, last_generation(home))


def take_over(home: Home, made: Home) -> None:
    """Make the state of `made` the state of `home`: its index and seal first, then its store in one commit.

    A store of `home` that cannot be opened is moved aside, whole, and kept.
    """
    with reading(made) as store, store.snapshot() as snapshot:
        generation = snapshot.generation
    home.index(generation).parent.mkdir(parents=True, exist_ok=True)
    shutil.rmtree(home.index(generation), ignore_errors=True)
    made.index(generation).rename(home.index(generation))
    home.seal(generation).parent.mkdir(parents=True, exist_ok=True)
    made.seal(generation).replace(home.seal(generation))
    if home.database.exists() and not is_sound(home):
        put_aside(home)
    file.copy_store(made, home.database)
    prune(home, generation)


def at_least(made: Home, generation: int) -> None:
    """Let the next state of `made` have a number above `generation`, so that no index folder is met twice."""
    with writing(made, "renumber") as store, store.transaction() as now:
        now.writer.note("generation", str(max(generation, now.snapshot.generation)))


def last_generation(home: Home) -> int:
    """The highest number that any state of the home had, as its folders tell."""
    names = [path.stem for path in (*home.index(0).parent.glob("*"), *home.seal(0).parent.glob("*"))]
    return max((int(name) for name in names if name.isdecimal()), default=0)


def is_sound(home: Home) -> bool:
    """Whether the store opens as one of this version and its file is in order."""
    return file.schema_of(home) == SCHEMA_VERSION and not any(file.faults(home))


def put_aside(home: Home) -> None:
    """Move the store's files into a folder of their own; nothing of them is lost."""
    folder = home.root / time.strftime("damaged-%Y%m%d-%H%M%S")
    folder.mkdir(exist_ok=True)
    for path in file.remnants(home):
        path.rename(folder / path.name)


def refuse_newer(home: Home) -> None:
    """Raise `SuwenError` for a store that a newer program made: that is no damage, and is left alone."""
    found = file.schema_of(home)
    if found is not None and found > SCHEMA_VERSION:
        raise of_another_version(str(found))
