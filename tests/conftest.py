"""Fixtures that every room's tests share."""

import fcntl
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from index.build.ingest import ingest
from index.build.walk import walk
from kb.home import Home

# Shared machines are slow at times: a law is no matter of milliseconds.
settings.register_profile("suwen", deadline=None)
settings.load_profile("suwen")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `shared` beside the project with seeds, real documents, gold answers and statutes."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("LOUD SKIP: the folder ../shared is not beside the project, this test did not run")
    return folder


@pytest.fixture(scope="session")
def seeds() -> list[Path]:
    """The five bundled documents, in order of their names."""
    return sorted((ROOT / "corpus" / "seed").glob("*.txt"))


@pytest.fixture(scope="session")
def seed_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with the five bundled documents, made as `suwen ingest` makes it; tests must not write to it."""

    def make(folder: Path) -> None:
        report = ingest(Home(folder), walk([ROOT / "corpus" / "seed"]))
        assert (report.read, report.failed) == (5, [])

    return Home(made_once(tmp_path_factory, "seed-home", make))


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that the first process of this run makes, where tests run side by side; the others wait for it."""
    base = factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    done = base / f"{name}.done"
    with (base / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            make(base / name)
            done.touch()
    return base / name
