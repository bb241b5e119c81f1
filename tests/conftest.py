"""Fixtures that every room's tests share."""

from pathlib import Path

import pytest

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
