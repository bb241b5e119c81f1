"""Publishing step by step: what breaks on the way leaves the state before; what readers hold open stays whole."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from corpus.errors import SuwenError
from index.build.check import problems
from index.build.ingest import forget, ingest
from index.build.walk import walk
from index.exact.probes import literal
from index.manifest import read_parts
from index.model import Request
from index.searcher import Searcher, open_searcher
from kb.home import Home
from kb.store.session import reading


@pytest.fixture(autouse=True)
def _without_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are read in this process: starting others would take most of the time."""

    def spread(
        work: Callable[[object], object], tasks: Iterable[object], *_: object, **__: object
    ) -> Iterator[tuple[object, object]]:
        return ((task, work(task)) for task in tasks)

    monkeypatch.setattr("index.build.ingest.spread", spread)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    for number in range(8):
        text = f"甲市教育局第{number}号通知\n本局以公开为常态，不公开为例外。\n" * 20
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def home(tmp_path: Path, folder: Path) -> Home:
    home = Home(tmp_path / "home")
    ingest(home, walk([folder]))
    return home


def add(folder: Path, name: str) -> None:
    (folder / name).write_text(f"乙市财政局{name}。\n以公开为常态，一次办好。\n", encoding="utf-8")


def searcher(home: Home) -> Searcher:
    with reading(home) as store, store.snapshot() as snapshot:
        return open_searcher(home, snapshot)


def totals(home: Home) -> tuple[int, int]:
    """The documents and places of a phrase, and that nothing disagrees."""
    with reading(home) as store, store.snapshot() as snapshot:
        assert list(problems(home, snapshot)) == []
        found = open_searcher(home, snapshot).search(snapshot, Request('"以公开为常态"'))
        return found.total, found.occurrences


def segments(home: Home) -> list[int]:
    with reading(home) as store, store.snapshot() as snapshot:
        return [len(part.held) for part in read_parts(home.index(snapshot.generation))]


def test_a_small_ingest_adds_a_segment_and_forgetting_masks(home: Home, folder: Path) -> None:
    assert (totals(home), segments(home)) == ((8, 160), [8])
    add(folder, "新")
    (folder / "新").rename(folder / "新.txt")
    ingest(home, walk([folder]))
    assert (totals(home), segments(home)) == ((9, 161), [8, 1])
    with reading(home) as store, store.snapshot() as snapshot:
        gone = snapshot.find("3.txt")
    forget(home, gone)
    assert (totals(home), segments(home)) == ((8, 141), [7, 1])


@pytest.mark.parametrize(
    "step",
    ["write_members", "write_sums", "write_manifest", "_link", "fingerprint.current", "SegmentWriter.close",
     "shutil.rmtree"],
)  # fmt: skip
def test_what_breaks_while_the_index_is_written_leaves_the_state_before(
    home: Home, folder: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    add(folder, "新.txt")
    with monkeypatch.context() as patch:
        patch.setattr(f"index.write.{step}", breaks)
        with pytest.raises(SuwenError, match="原有内容不受影响"):
            ingest(home, walk([folder]))
    assert totals(home) == (8, 160)
    ingest(home, walk([folder]))
    assert (totals(home), segments(home)) == ((9, 161), [8, 1])


def test_what_an_interruption_left_beside_is_written_over(home: Home, folder: Path) -> None:
    beside = home.index(2).with_name(home.index(2).name + ".new")
    shutil.copytree(home.index(1), beside)
    shutil.copytree(home.index(1), home.index(2))
    add(folder, "新.txt")
    ingest(home, walk([folder]))
    assert (totals(home), segments(home)) == ((9, 161), [8, 1])
    assert not beside.exists()


def test_an_index_that_is_open_stays_readable_after_it_is_pruned(home: Home, folder: Path) -> None:
    held = searcher(home)
    for number in range(3):
        add(folder, f"新{number}.txt")
        ingest(home, walk([folder]))
    assert not home.index(1).exists()
    assert int(held.exact.counts(literal("以公开为常态", cased=True)).sum()) == 160
    assert held.opened.ranker.scores({"公开": 1}).all()


@pytest.mark.parametrize(
    "name", ["documents.json", "sums.json", "exact/tallies.npy", "exact/codes.npy", "exact/places.npy"]
)
def test_a_changed_byte_is_not_handed_on(home: Home, folder: Path, name: str) -> None:
    """Even one that opens well: the segment is written anew from the store."""
    path = read_parts(home.index(1))[0].folder / name
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw)
    add(folder, "新.txt")
    ingest(home, walk([folder]))
    assert (totals(home), segments(home)) == ((9, 161), [9])
