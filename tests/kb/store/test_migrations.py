"""Older stores are brought to this version on every database; newer ones are refused."""

import logging
from pathlib import Path

import pytest
from sqlalchemy import inspect

from corpus.errors import DamagedError
from kb.home import Home
from kb.store import engine, migrations, schema
from kb.store.engine import open_engine
from kb.store.session import reading, writing
from tests.kb.builders import record, stored

pytestmark = pytest.mark.usefixtures("database")

NEXT = """
import sqlalchemy
from alembic import op

revision, down_revision = "2", "1"


def upgrade():
    op.add_column("documents", sqlalchemy.Column("note", sqlalchemy.Text))
    {more}
"""


def columns(home: Home) -> set[str]:
    opened = open_engine(home)
    with opened.connect() as connection:
        names = {column["name"] for column in inspect(connection).get_columns("documents")}
    opened.dispose()
    return names


def next_version(folder: Path, monkeypatch: pytest.MonkeyPatch, more: str = "") -> None:
    """A program of schema version 2, whose revision adds a column."""
    place = folder / "migrations"
    (place / "versions").mkdir(parents=True)
    own = Path(migrations.__file__).parent
    for name in ("env.py", "versions/v1.py"):
        (place / name).write_text((own / name).read_text(encoding="utf-8"), encoding="utf-8")
    (place / "versions" / "v2.py").write_text(NEXT.format(more=more), encoding="utf-8")
    monkeypatch.setattr(migrations, "PLACE", str(place))
    for module in (schema, engine):
        monkeypatch.setattr(module, "SCHEMA_VERSION", 2)


def test_the_newest_revision_makes_the_version_of_the_schema() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", migrations.PLACE)
    assert ScriptDirectory.from_config(config).get_current_head() == str(schema.SCHEMA_VERSION)


def test_a_writer_migrates_an_older_store_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    home = stored(tmp_path / "home", [record("甲。")])
    next_version(tmp_path, monkeypatch)
    with pytest.raises(DamagedError, match="suwen ingest"), reading(home):
        pass
    with caplog.at_level(logging.WARNING, "suwen"), writing(home, "test"):
        pass
    assert "从版本 1 升级到 2" in caplog.text
    assert "note" in columns(home)
    with reading(home) as store, store.snapshot() as snapshot:
        assert len(snapshot.summaries()) == 1
        assert snapshot.value("schema") == "2"


def test_a_migration_that_fails_leaves_the_store_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = stored(tmp_path / "home", [record("甲。")])
    with monkeypatch.context() as newer:
        next_version(tmp_path, newer, more="raise RuntimeError('halfway')")
        with pytest.raises(RuntimeError, match="halfway"), writing(home, "test"):
            pass
    assert "note" not in columns(home)
    with reading(home) as store, store.snapshot() as snapshot:
        assert snapshot.value("schema") == "1"


def test_a_newer_store_is_refused_by_readers_and_writers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as newer:
        next_version(tmp_path, newer)
        home = stored(tmp_path / "home", [record("甲。")])
    for opened in (reading(home), writing(home, "test")):
        with pytest.raises(DamagedError, match="升级溯文"), opened:
            pass
