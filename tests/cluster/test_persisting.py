"""That a job has ended is told until the database takes it."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

pytest.importorskip("procrastinate", reason="LOUD SKIP: no procrastinate (suwen[cluster]): no end was told")

from procrastinate.exceptions import ConnectorException
from psycopg.errors import OperationalError, RaiseException

from index.build import persisting
from index.build.jobs import app_of
from index.build.persisting import PersistingManager, told
from kb.home import Home


def answers(*errors: Exception | None) -> tuple[list[int], Callable[[], Awaitable[None]]]:
    """A database that fails in these ways, one after the other, and how often it was asked."""
    asked: list[int] = []

    async def tell() -> None:
        error = errors[len(asked)]
        asked.append(1)
        if error:
            raise ConnectorException from error

    return asked, tell


AWAY, ENDED = OperationalError("away"), RaiseException("not doing")


@pytest.mark.parametrize("errors", [(None,), (AWAY, None), (AWAY, AWAY, None), (AWAY, ENDED)])
def test_the_end_is_told_until_it_is_taken(
    errors: tuple[Exception | None, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(persisting, "POLL", 0)
    asked, tell = answers(*errors)
    asyncio.run(told(tell))
    assert len(asked) == len(errors)


@pytest.mark.parametrize(("errors", "patience"), [((ENDED,), 120), ((AWAY, AWAY), -1)])
def test_what_is_refused_or_stays_away_is_an_error(
    errors: tuple[Exception, ...], patience: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(persisting, "PATIENCE", patience)
    asked, tell = answers(*errors)
    with pytest.raises(ConnectorException):
        asyncio.run(told(tell))
    assert len(asked) == 1


@pytest.mark.usefixtures("database")
def test_every_worker_tells_so(tmp_path: Path) -> None:
    assert isinstance(app_of(Home(tmp_path)).job_manager, PersistingManager)
