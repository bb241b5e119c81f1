"""The store: what goes in comes out, snapshots stand still, and names find their documents."""

import sqlite3
import threading
from pathlib import Path

import pytest

from corpus.errors import BusyError, DamagedError, NotFoundError
from kb.home import Home
from kb.model import AgencyMention, PolicyMention
from kb.store.encoding import Source, Staged
from kb.store.session import reading, writing
from tests.kb.builders import place, record, stored

TEXT = "甲局根据《子办法》。"
RECORD = record(
    TEXT,
    place(AgencyMention, TEXT, "甲局", name="甲局"),
    place(PolicyMention, TEXT, "《子办法》", name="子办法", articles=("第一条",)),
    title="甲局报告",
    agency="甲局",
    agencies=("甲局",),
    region=("乙省", "丙市"),
    year=2020,
)


def test_what_goes_in_comes_out(tmp_path: Path) -> None:
    with reading(stored(tmp_path, [RECORD])) as store, store.snapshot() as snapshot:
        assert snapshot.record(RECORD.document.id) == RECORD
        assert list(snapshot.records()) == [RECORD]
        (summary,) = snapshot.summaries()
        assert (summary.title, summary.region, summary.year, summary.length) == (
            "甲局报告",
            ("乙省", "丙市"),
            2020,
            len(TEXT),
        )
        assert [p.mention for p in snapshot.mentions_in(RECORD.document.id)] == [
            *RECORD.extract.agencies,
            *RECORD.extract.policies,
        ]
        assert snapshot.lookup("子办法") == ("policy/子办法",)
        assert snapshot.entity("policy/子办法").mentions == 1
        assert snapshot.state().entities == {"agency": 1, "policy": 1}


@pytest.mark.parametrize("name", ["a.txt", "a", RECORD.document.id])
def test_a_document_is_found_by_id_source_and_stem(tmp_path: Path, name: str) -> None:
    with reading(stored(tmp_path, [RECORD])) as store, store.snapshot() as snapshot:
        assert snapshot.find(name) == RECORD.document.id


def test_two_documents_of_one_stem_are_both_named(tmp_path: Path) -> None:
    twins = [record("甲。", source="x/a.txt"), record("乙。", source="y/a.txt")]
    with reading(stored(tmp_path, twins)) as store, store.snapshot() as snapshot:
        with pytest.raises(NotFoundError) as error:
            snapshot.find("a.txt")
        assert all(twin.document.id in str(error.value) for twin in twins)
        assert snapshot.find("x/a.txt") == twins[0].document.id


@pytest.mark.parametrize("name", ["%", "_", "a%", "'; drop table documents; --"])
def test_patterns_and_quotes_in_names_are_only_characters(tmp_path: Path, name: str) -> None:
    with reading(stored(tmp_path, [RECORD])) as store, store.snapshot() as snapshot:
        with pytest.raises(NotFoundError):
            snapshot.find(name)
        assert snapshot.entities(contains=name) == ()


def test_a_snapshot_stands_still_while_a_writer_publishes(tmp_path: Path) -> None:
    home = stored(tmp_path, [RECORD])
    with reading(home) as store, store.snapshot() as before:
        assert before.generation == 1
        stored(tmp_path, [record("乙局。", source="b.txt")])
        assert (before.generation, len(before.summaries())) == (1, 1)
        with store.snapshot() as after:
            assert (after.generation, len(after.summaries())) == (2, 2)


def test_a_failed_transaction_leaves_the_old_state(tmp_path: Path) -> None:
    home = stored(tmp_path, [RECORD])

    def fail() -> None:
        with writing(home, "test") as store, store.transaction() as now:
            now.writer.adopt([], forgotten=[RECORD.document.id])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with reading(home) as store, store.snapshot() as snapshot:
        assert snapshot.find("a.txt") == RECORD.document.id


def test_staged_documents_are_not_visible(tmp_path: Path) -> None:
    home = stored(tmp_path, [RECORD])
    other = record("乙局。", source="b.txt")
    with writing(home, "test") as store, store.transaction() as now:
        now.writer.stage([Staged(other.document, other.extract, (), None, "test")])
    with reading(home) as store, store.snapshot() as snapshot:
        assert len(snapshot.summaries()) == 1
    with writing(home, "test") as store, store.transaction() as now:
        document = other.document
        now.writer.adopt([Source("b.txt", "b.txt", document.id, document.sha256)])
    with reading(home) as store, store.snapshot() as snapshot:
        assert len(snapshot.summaries()) == 2


def test_one_writer_at_a_time_and_the_lock_goes_with_its_holder(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with home.writing("one"), pytest.raises(BusyError, match="one"), home.writing("two"):
        pass
    with home.writing("two"):
        pass


def test_readers_do_not_wait_for_a_writer(tmp_path: Path) -> None:
    home = stored(tmp_path, [RECORD])
    seen: list[int] = []

    def look() -> None:
        with reading(home) as store, store.snapshot() as snapshot:
            seen.append(len(snapshot.summaries()))

    with writing(home, "test") as store, store.transaction() as now:
        now.writer.adopt([], forgotten=[RECORD.document.id])
        reader = threading.Thread(target=look)
        reader.start()
        reader.join(timeout=5)
    assert seen == [1]


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    from sqlalchemy import text
    from sqlalchemy.exc import OperationalError

    from kb.store.engine import open_engine

    engine = open_engine(stored(tmp_path, [RECORD]))
    with pytest.raises(OperationalError), engine.begin() as connection:
        connection.execute(text("delete from documents"))


def test_what_is_no_store_is_not_misread(tmp_path: Path) -> None:
    home = Home(tmp_path)
    home.database.write_bytes(b"no database at all, only bytes" * 100)
    with pytest.raises(DamagedError), reading(home):
        pass


def test_another_version_is_not_misread(tmp_path: Path) -> None:
    home = stored(tmp_path, [RECORD])
    with sqlite3.connect(home.database) as connection:
        connection.execute("update state set value = '999' where key = 'schema'")
    with pytest.raises(DamagedError, match="999"), reading(home):
        pass


def test_an_empty_home_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="suwen ingest"), reading(Home(tmp_path / "nothing")):
        pass
