"""An index that grew by and by answers as one built afresh, whatever came, changed and went in between."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.model import Document
from index import merging
from index import write as writing_index
from index.cutting import cut
from index.manifest import Member, Part, read_parts
from index.merging import grouped, outworn
from index.model import Request
from index.opened import open_index
from index.searcher import Searcher
from index.write import build_index
from kb.home import Home
from kb.store.encoding import Source, Staged
from kb.store.reader import Snapshot
from kb.store.session import writing
from tests.index.support import document, staged

QUERIES = (
    "公开",
    '"信息公开"',
    "政府 信息",
    "公开 NOT 信息",
    '"甲" 同段 "公开"',
    "公*信",
    "aB",
    "年份:2020",
    "甲乙",
)
LINES = st.text(alphabet="政府信息公开甲乙aB。，", min_size=1, max_size=30)
CHANGES = st.lists(
    st.tuples(st.sampled_from(["add", "add", "update", "forget"]), st.integers(0, 9), LINES),
    min_size=1,
    max_size=4,
)


def kept(item: Staged) -> Staged:
    """With its words cut, as a worker stages it."""
    return replace(item, cut=cut(item.document, item.extract.profile.title))


class Growing:
    """A home whose index is built on the one before, and the same documents in an index built afresh."""

    def __init__(self, root: Path) -> None:
        self.home = Home(root)
        self.held = dict[str, Document]()

    def change(self, changes: list[tuple[str, int, str]]) -> None:
        """Make changes and publish: documents are named by number, and keep their ids when they are read anew."""
        gone = []
        for what, number, text in changes:
            name, made = str(number), document(text, str(number))
            if what == "forget" and name in self.held:
                gone.append(self.held.pop(name).id)
            elif what == "add" and name not in self.held:
                self.held[name] = made
            elif what == "update" and name in self.held:
                was = self.held[name]
                self.held[name] = replace(made, id=was.id, sha256=was.sha256)
        with writing(self.home, "test") as store, store.transaction() as now:
            now.writer.stage([kept(staged(d, year=2018 + int(n) % 3)) for n, d in self.held.items()])
            sources = [Source(name, name, d.id, d.sha256) for name, d in self.held.items()]
            generation = now.writer.adopt(sources, gone)
            now.writer.finish(generation)
            earlier, folder = self.home.index(generation - 1), self.home.index(generation)
            build_index(now.snapshot, folder, earlier=earlier)

    def compare(self) -> None:
        """Hold the grown index against a fresh one."""
        with writing(self.home, "test") as store, store.snapshot() as snapshot:
            folder, fresh = self.home.index(snapshot.generation), self.home.root / "fresh"
            build_index(snapshot, fresh)
            assert answers(folder, snapshot) == answers(fresh, snapshot)


def answers(folder: Path, snapshot: Snapshot) -> list[object]:
    """All that people could see of an index."""
    searcher = Searcher(open_index(folder, snapshot))
    results = [searcher.search(snapshot, Request(query, per_page=50)) for query in QUERIES]
    lines = [tuple(searcher.concordance(snapshot, Request(query))) for query in QUERIES]
    alike = {key: searcher.similar(key) for key in searcher.catalogue.numbers}
    assert searcher.verify(snapshot) == []
    return [*results, *lines, sorted(alike.items()), list(searcher.opened.ranker.vocabulary())]


@pytest.fixture(params=["whoosh", "tantivy"])
def any_engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "tantivy":
        pytest.importorskip(
            "tantivy", reason="LOUD SKIP: tantivy is not installed, its segments were not tested"
        )
    monkeypatch.setenv("SUWEN_ENGINE", request.param)


@pytest.mark.usefixtures("any_engine")
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(CHANGES, min_size=2, max_size=6))
def test_an_index_that_grew_answers_as_a_fresh_one(
    steps: list[list[tuple[str, int, str]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merging, "FANOUT", 3)
        patch.setattr(merging, "SMALLEST", 20)
        patch.setattr(merging, "LARGEST", 60)
        growing = Growing(tmp_path_factory.mktemp("growing"))
        for step in steps:
            growing.change(step)
            growing.compare()


def test_what_has_not_changed_is_shared_and_not_written_again(tmp_path: Path) -> None:
    growing = Growing(tmp_path)
    growing.change([("add", n, f"第{n}篇，政府信息公开" * 20) for n in range(9)])
    growing.change([("add", 9, "新的一篇"), ("forget", 3, "")])
    before, after = (read_parts(growing.home.index(n)) for n in (1, 2))
    assert [len(part.held) for part in after] == [8, 1]
    assert before[0].folder != after[0].folder
    for path in (p for p in before[0].folder.rglob("*") if p.is_file()):
        again = after[0].folder / path.relative_to(before[0].folder)
        assert path.samefile(again)
    growing.compare()


def test_what_does_not_open_or_was_built_otherwise_is_written_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    growing = Growing(tmp_path)
    growing.change([("add", n, "政府信息公开" * 20) for n in range(4)])
    codes = read_parts(growing.home.index(1))[0].folder / "exact" / "codes.npy"
    codes.write_bytes(codes.read_bytes()[:-1])
    growing.change([("add", 5, "新的一篇")])
    assert [len(part.held) for part in read_parts(growing.home.index(2))] == [5]
    growing.compare()
    monkeypatch.setattr("index.cutting.version", lambda: "another")
    growing.change([])
    assert [len(part.dropped) for part in read_parts(growing.home.index(3))] == [0]


def test_documents_whose_words_were_not_kept_are_written_each_time(tmp_path: Path) -> None:
    """Nothing tells whether they are as they were."""
    growing = Growing(tmp_path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"{__name__}.kept", lambda item: item)
        growing.change([("add", 1, "政府"), ("add", 2, "公开")])
        growing.change([("update", 1, "信息")])
    growing.compare()


def test_large_segments_are_written_by_processes_and_answer_alike(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    growing = Growing(tmp_path)
    growing.change([("add", n, f"第{n}篇，政府信息公开") for n in range(9)])
    monkeypatch.setattr(writing_index, "APART_FROM", 1)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    with writing(growing.home, "test") as store, store.snapshot() as snapshot:
        apart = tmp_path / "apart"
        build_index(snapshot, apart, home=growing.home)
        assert [len(part.held) for part in read_parts(apart)] == [5, 4]
        assert answers(apart, snapshot) == answers(growing.home.index(1), snapshot)


def part(name: str, *lengths: int, dropped: tuple[int, ...] = ()) -> Part:
    return Part(
        Path(name), tuple(Member(f"{name}{n}", "", length) for n, length in enumerate(lengths)), dropped
    )


@pytest.mark.parametrize(
    ("lengths", "fresh", "rewritten"),
    [
        ([], 10, 0),
        ([50] * 4, 10, 0),  # five small ones may stand side by side
        ([50] * 5, 10, 5),  # six are one
        ([50] * 5, 0, 0),  # nothing comes, nothing to do
        ([700_000, *[50] * 5], 10, 5),  # the larger one stays as it is
        ([300_000] * 5 + [150_000] * 5, 150_000, 10),  # the small ones joined fill the next rank
        ([15_000_000] * 9, 10, 0),  # full ones stay
        ([4_000_000] * 5, 4_000_000, 0),  # together they would be too large
    ],
)  # fmt: skip
def test_which_segments_are_written_anew(lengths: list[int], fresh: int, rewritten: int) -> None:
    assert len(outworn([part(str(n), length) for n, length in enumerate(lengths)], fresh)) == rewritten


def test_a_segment_that_has_lost_half_is_written_anew() -> None:
    half, more = part("a", 10, 10, dropped=(0,)), part("b", 10, 10, 10, dropped=(0, 1))
    assert outworn([half, more], 0) == [more]


@given(sizes=st.lists(st.integers(1, 2_000_000), max_size=200))
def test_there_are_never_many_segments(sizes: list[int]) -> None:
    parts: list[Part] = []
    for number, size in enumerate(sizes):
        worn = outworn(parts, size)
        parts = [p for p in parts if p not in worn]
        parts.append(part(str(number), size, *(m.length for p in worn for m in p.held)))
    full = sum(p.length for p in parts) / merging.LARGEST
    assert len(parts) <= (merging.FANOUT - 1) * 4 + 2 * full


@given(st.lists(st.integers(1, 3_000_000), max_size=60), st.integers(1, 3))
def test_groups_hold_all_documents_in_their_order(lengths: list[int], least: int) -> None:
    members = part("a", *lengths).members
    groups = grouped(members, least)
    assert [member for group in groups for member in group] == list(members)
    assert all(groups)
