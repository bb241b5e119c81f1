"""The store: what goes in comes out, snapshots stand still, and names find their documents."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import BusyError, DamagedError, NotFoundError
from kb.home import Home
from kb.model import AgencyMention, PolicyMention
from kb.store.encoding import Source, Staged
from kb.store.session import reading, writing
from tests.kb.builders import place, record, stored

pytestmark = pytest.mark.usefixtures("database")

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


@pytest.mark.parametrize(
    ("part", "fits"), [("abc", True), ("ABC", True), ("Ｘ", True), ("ｘ", False), ("É", True), ("é", False)]
)
def test_only_letters_of_ascii_are_one_in_large_and_small(tmp_path: Path, part: str, fits: bool) -> None:
    text = "AbcＸÉ局。"
    named = record(text, place(AgencyMention, text, "AbcＸÉ局", name="AbcＸÉ局"), source="AbcＸÉ.txt")
    with reading(stored(tmp_path, [named])) as store, store.snapshot() as snapshot:
        assert bool(snapshot.entities(contains=part)) is fits


def test_names_are_ordered_by_their_characters_and_what_is_open_comes_first(tmp_path: Path) -> None:
    names = ["乙", "甲", "a", "B", "中", "é", None]
    documents = [record("丙。", source=f"{name}.txt", agency=name) for name in names]
    home = stored(tmp_path, documents, forms=b"{}")
    with reading(home) as store, store.snapshot() as snapshot:
        told = [summary.agency for summary in snapshot.reports()]
        assert told == [None, *sorted(name for name in names if name)]
        held = [source.path for source in snapshot.held()]
        assert held == sorted(held)


def test_many_rows_go_in_and_come_out(tmp_path: Path) -> None:
    text = "".join(f"甲{number}局。" for number in range(200))
    names = [f"甲{number}局" for number in range(200)]
    mentions = [place(AgencyMention, text, name, name=name) for name in names]
    many = record(text, *mentions, source="\t\\N\\.txt")
    with reading(stored(tmp_path, [many])) as store, store.snapshot() as snapshot:
        assert [p.mention for p in snapshot.mentions_in(many.document.id)] == mentions
        assert snapshot.sources(many.document.id) == ("\t\\N\\.txt",)


def test_what_was_read_anew_takes_the_place_of_the_old_with_the_publication(tmp_path: Path) -> None:
    """Until then all is as it was, but for the index in the making."""
    home = stored(tmp_path, [RECORD])
    key, profile = RECORD.document.id, replace(RECORD.extract.profile, title="新的标题")
    anew = Staged(RECORD.document, replace(RECORD.extract, profile=profile), (), b"forms", "newer")
    with writing(home, "test") as store:
        with store.transaction() as now:
            now.writer.stage([anew] * 2)
            assert now.writer.known() == now.writer.known([key]) == {key: "newer"}
        with store.snapshot() as snapshot:
            assert snapshot.is_behind()
            assert (snapshot.forms(key), snapshot.record(key).profile.title) == (None, RECORD.profile.title)
            assert [item.title for item in snapshot.indexables([key])] == ["新的标题"]
        with store.transaction() as now:
            now.writer.adopt([])
            assert [item.title for item in now.snapshot.indexables([key])] == ["新的标题"]
        with store.snapshot() as snapshot:
            assert not snapshot.is_behind()
            assert (snapshot.forms(key), snapshot.record(key).profile.title) == (b"forms", "新的标题")
            assert [summary.id for summary in snapshot.summaries()] == [key]


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
    from sqlalchemy.exc import DBAPIError

    from kb.store.engine import open_engine

    engine = open_engine(stored(tmp_path, [RECORD]))
    with pytest.raises(DBAPIError, match=r"read-?only"), engine.begin() as connection:
        connection.execute(text("delete from documents"))


def test_another_version_is_not_misread(tmp_path: Path) -> None:
    home = stored(tmp_path, [RECORD])
    with writing(home, "test") as store, store.transaction() as now:
        now.writer.note("schema", "999")
    with pytest.raises(DamagedError, match="999"), reading(home):
        pass


def test_an_empty_home_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="suwen ingest"), reading(Home(tmp_path / "nothing")):
        pass
