"""The store's suite runs on every database there is."""

from collections.abc import Iterator

import pytest

from tests.cluster.postgres import Server, running


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server for the session; skips, loudly, where there is none."""
    with running() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """The kind of database that homes of this test have their store in, empty at first."""
    if request.param == "postgresql":
        monkeypatch.setenv("SUWEN_STORE", request.getfixturevalue("postgres").create())
    else:
        monkeypatch.delenv("SUWEN_STORE", raising=False)
    return str(request.param)
