"""A PostgreSQL server behind the store: its lock, its absence, and its return."""

from pathlib import Path

import pytest

from corpus.errors import BusyError, NotFoundError, SuwenError
from kb.home import Home
from kb.store.session import reading, writing
from tests.cluster.postgres import Server
from tests.kb.builders import record, stored


@pytest.fixture
def home(tmp_path: Path, database: str) -> Home:
    return stored(tmp_path / "home", [record("甲。")])


@pytest.mark.usefixtures("database")
def test_the_writers_lock_holds_between_machines_and_names_its_holder(tmp_path: Path) -> None:
    here, there = Home(tmp_path / "here"), Home(tmp_path / "there")
    with writing(here, "rebuild"), pytest.raises(BusyError, match="rebuild"), writing(there, "ingest"):
        pass
    with writing(there, "ingest"):
        pass


def test_a_server_that_is_away_is_a_clear_503_and_its_return_needs_no_restart(
    home: Home, postgres: Server
) -> None:
    with reading(home) as store:
        with store.snapshot() as snapshot:
            assert len(snapshot.summaries()) == 1
        postgres.stop()
        try:
            with pytest.raises(SuwenError, match="数据库没有应答") as error, store.snapshot() as snapshot:
                snapshot.summaries()
            assert error.value.status == 503
            with pytest.raises(SuwenError, match="数据库没有应答"), reading(home):
                pass
        finally:
            postgres.start()
        with store.snapshot() as snapshot:
            assert len(snapshot.summaries()) == 1


def test_a_crash_of_the_server_in_a_transaction_leaves_the_old_state(home: Home, postgres: Server) -> None:
    def crash() -> None:
        with writing(home, "test") as store, store.transaction() as now:
            now.writer.note("generation", "99")
            postgres.stop("immediate")
            now.writer.note("generation", "100")

    try:
        with pytest.raises(SuwenError, match="数据库没有应答") as error:
            crash()
    finally:
        postgres.start()
    assert error.value.status == 503
    with reading(home) as store, store.snapshot() as snapshot:
        assert snapshot.generation == 1


@pytest.mark.parametrize("role", ["read", "write"])
def test_an_address_without_a_database_is_a_sentence_without_the_password(
    role: str, postgres: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUWEN_STORE", postgres.url("nowhere").replace("suwen@", "suwen:geheim@"))
    opened = reading(Home(tmp_path)) if role == "read" else writing(Home(tmp_path), "test")
    with pytest.raises(SuwenError, match="nowhere") as error, opened:
        pass
    assert "geheim" not in str(error.value)


@pytest.mark.parametrize("url", ["no address", "mysql://a/b", "postgresql+nodriver://a/b"])
def test_an_address_that_cannot_be_is_a_sentence(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SUWEN_STORE", url)
    with pytest.raises(SuwenError, match="SUWEN_STORE"), reading(Home(tmp_path)):
        pass


@pytest.mark.usefixtures("database")
def test_an_empty_database_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="suwen ingest"), reading(Home(tmp_path)):
        pass
