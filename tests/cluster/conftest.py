"""Fixtures of the tests that need servers."""

from collections.abc import Iterator

import pytest

from tests.cluster.postgres import Server, running


@pytest.fixture(scope="package")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server for these tests, which may stop and start it; skips, loudly, where there is none."""
    with running() as server:
        yield server


@pytest.fixture
def database(postgres: Server, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty database, in which homes of this test have their store."""
    url = postgres.create()
    monkeypatch.setenv("SUWEN_STORE", url)
    return url
