"""From the first released state on: an older store is taken over or made anew with a message; a newer one is refused."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from index.build.stage import reader_version
from kb.home import Home
from kb.store.encoding import Staged
from kb.store.session import reading, writing
from tests.ops.homes import exported, filled, found, suwen, wrong

FIRST = (Path(__file__).parent / "first_release.sql").read_text(encoding="utf-8")
"""The tables as the first release made them; this file never changes."""


def columns(path: Path) -> dict[str, set[str]]:
    store = sqlite3.connect(path)
    names = [row[0] for row in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    found_ = {name: {row[1] for row in store.execute(f"PRAGMA table_info({name})")} for name in names}
    store.close()
    return found_


@pytest.fixture
def first(good: Home, tmp_path: Path) -> Home:
    """A home as the first release left it: its tables, its rows, no journal, no seal, no record of builds."""
    home = Home(tmp_path / "first")
    home.root.mkdir()
    store = sqlite3.connect(home.database)
    store.executescript(FIRST)
    store.execute("ATTACH ? AS now", (str(good.database),))
    here = columns(good.database)
    for table, names in columns(home.database).items():
        both = ", ".join(f'"{name}"' for name in sorted(names & here.get(table, set())))
        if both:
            store.execute(f"INSERT INTO {table} ({both}) SELECT {both} FROM now.{table}")
    store.execute("UPDATE state SET value = '1' WHERE key = 'schema'")
    store.commit()
    store.close()
    for path in good.originals.glob("??/*"):
        target = home.originals / path.relative_to(good.originals)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    return home


def test_the_first_release_is_taken_over_by_an_ingest(first: Home, good: Home, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = suwen(first, "ingest", tmp_path / "empty")
    assert done.returncode == 0, done.stderr
    assert exported(first) == exported(good)
    assert found(first, "以公开为常态") == {"甲.txt", "乙.txt", "丙.txt"}
    rebuilt = suwen(first, "rebuild")
    assert rebuilt.returncode == 0, rebuilt.stderr
    assert wrong(first) == []
    assert exported(first) == exported(good)


def test_the_first_release_is_made_anew_by_a_rebuild(first: Home, good: Home) -> None:
    assert suwen(first, "rebuild").returncode == 0
    assert wrong(first) == []
    assert exported(first) == exported(good)


def test_a_newer_reader_cut_short_shows_nothing_of_what_it_read(home: Home, good: Home) -> None:
    """Read anew, but not yet published: the old state, whole; the next run goes on from there."""
    with reading(home) as store, store.snapshot() as snapshot:
        (record, *_) = snapshot.records()
    changed = replace(record.extract, profile=replace(record.profile, title="半途"))
    with writing(home, "test") as store, store.transaction() as now:
        now.writer.stage([Staged(record.document, changed, (), None, reader_version())])
    assert exported(home) == exported(good)
    assert wrong(home) == []
    assert filled(home, good.root.parent / "files").unchanged == 3
    with reading(home) as store, store.snapshot() as snapshot:
        assert snapshot.record(record.document.id).profile.title == "半途"


def versioned(home: Home, version: str) -> None:
    store = sqlite3.connect(home.database)
    with store:
        store.execute("UPDATE state SET value = ? WHERE key = 'schema'", (version,))
    store.close()


@pytest.mark.parametrize(
    "words", [("search", "公开"), ("ingest", "."), ("rebuild",), ("check",), ("backup", "x.gz")]
)
def test_a_newer_store_is_refused_and_left_alone(home: Home, words: tuple[str, ...]) -> None:
    versioned(home, "999")
    before = home.database.read_bytes()
    done = suwen(home, *words)
    assert (done.returncode, "更新的程序" in done.stderr) == (2, True), done.stderr
    assert home.database.read_bytes() == before
    assert not list(home.root.glob("damaged-*"))


@pytest.mark.parametrize("version", ["0", "none", ""])
def test_an_unknown_store_is_refused_and_mended_by_a_rebuild(home: Home, good: Home, version: str) -> None:
    versioned(home, version)
    done = suwen(home, "search", "公开")
    assert (done.returncode, "suwen rebuild" in done.stderr) == (2, True)
    assert suwen(home, "rebuild").returncode == 0
    assert exported(home) == exported(good)


def test_an_index_of_another_form_is_refused_and_mended_by_an_ingest(home: Home, tmp_path: Path) -> None:
    mark = home.index(2) / "fingerprint.json"
    mark.write_text(mark.read_text(encoding="utf-8").replace('"format": ', '"format": 9'), encoding="utf-8")
    done = suwen(home, "search", "公开")
    assert (done.returncode, "suwen rebuild" in done.stderr) == (2, True)
    (tmp_path / "empty").mkdir()
    assert suwen(home, "ingest", tmp_path / "empty").returncode == 0
    assert suwen(home, "search", "公开").returncode == 0
