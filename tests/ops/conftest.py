"""One small home, made once; each test breaks a copy of its own."""

import shutil
from pathlib import Path

import pytest

from kb.home import Home
from tests.ops.homes import filled, write_reports


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with three reports in two states; tests must not write to it."""
    folder = tmp_path_factory.mktemp("good")
    home = Home(folder / "home")
    filled(home, write_reports(folder / "files", "甲乙"))
    filled(home, write_reports(folder / "files", "丙"))
    return home


@pytest.fixture
def home(good: Home, tmp_path: Path) -> Home:
    """A copy to break."""
    shutil.copytree(good.root, tmp_path / "home")
    return Home(tmp_path / "home")
