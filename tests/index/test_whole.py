"""The index of places finds what looking through every text finds, whatever is looked for."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.model import Document
from index.exact import characters, ordering, places, whole
from index.exact.layer import Exact
from index.exact.probes import AnyOf, Close, InHeading, Pattern, Probe, Same, literal
from index.exact.segment import Segment
from index.exact.writer import SegmentWriter
from index.query.tree import Gap
from tests.index.support import document

A, B = literal("公开", cased=True), literal("ab", cased=False)
PROBES = [
    A,
    B,
    literal("。", cased=True),
    literal("\n", cased=True),
    literal("aB", cased=True),
    literal("公公", cased=True),
    literal("信息公开信息", cased=True),
    Pattern(("公开", Gap.RUN, "信息")),
    Pattern((Gap.ONE, "公开")),
    Pattern((Gap.ONE, Gap.ONE, "公开", Gap.ONE)),
    Pattern((Gap.ONE, Gap.RUN, "公", Gap.RUN, Gap.ONE)),
    Pattern(("公", Gap.ONE, "信", Gap.RUN, Gap.ONE, "b"), cased=False),
    AnyOf((A, B)),
    AnyOf((literal("公", cased=True), A, literal("公开公", cased=True))),
    Close((A, B), 3),
    Close((A, A), 40),
    Close((literal("公\n", cased=True), B), 5),
    Close((A, B, A), 2),
    Same((A, B), "sentence"),
    Same((A, B), "paragraph"),
    Same((A, A), "sentence"),
    Same((A, Pattern((Gap.ONE, "信", Gap.RUN, "息"))), "sentence"),
    Same((AnyOf((A, B)), literal("é", cased=True)), "sentence"),
    Same((literal("。公", cased=True), A), "paragraph"),
    InHeading(A),
    InHeading(Pattern((Gap.ONE, "公开"))),
]
LINES = st.lists(st.text(alphabet="公开信息aAbB。，！é𠀀", min_size=1, max_size=12), min_size=1, max_size=4)
TEXTS = st.lists(LINES.map(lambda lines: "一、公开\n" + "\n".join(lines)), min_size=2, max_size=6)
ANY = st.text(alphabet="公开aAzZ人。\n\t，𠮷é\ud842\udfb7İ", max_size=40)


@pytest.fixture(params=["usual", "small"], autouse=True)
def sizes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bounds as they are, and so small that short texts reach them: wide codes, many ranges, windows and blocks."""
    if request.param == "small":
        monkeypatch.setattr(characters, "NARROW", 3)
        monkeypatch.setattr(characters, "AT_ONCE", 3)
        monkeypatch.setattr(ordering, "AT_ONCE", 2)
        monkeypatch.setattr(places, "AT_ONCE", 1)
        monkeypatch.setattr(whole, "TOGETHER", 2)


def written(folder: Path, documents: list[Document]) -> Exact:
    writer = SegmentWriter(folder)
    for each in documents:
        writer.add(each)
    writer.close()
    return Exact([Segment(folder, len(documents))])


def read(texts: list[str]) -> list[Document]:
    return [document(text, str(at)) for at, text in enumerate(texts)]


def bare(texts: list[str]) -> list[Document]:
    """Documents of these very characters, without sentences."""
    return [
        replace(document(""), text=text, sections=(), tables=(), paragraphs=(), sentences=())
        for text in texts
    ]


@pytest.mark.parametrize("probe", PROBES, ids=repr)
@settings(max_examples=30, deadline=None)
@given(texts=TEXTS)
def test_all_texts_have_the_places_that_each_has_by_itself(
    probe: Probe, texts: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    exact = written(tmp_path_factory.mktemp("whole") / "0", read(texts))
    alone = [len(probe.places(exact.reading(number))) for number in range(len(exact))]
    assert exact.counts(probe).tolist() == alone
    assert exact.stands(probe) == any(alone)


@settings(max_examples=150, deadline=None)
@given(texts=st.lists(ANY, min_size=1, max_size=5), data=st.data())
def test_a_run_stands_as_often_as_count_counts(
    texts: list[str], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("whole") / "0"
    exact = written(folder, bare(texts))
    held = [exact.text(number) for number in range(len(exact))]
    assert held == texts
    joined = "".join(held) or "公"
    for _ in range(4):
        start = data.draw(st.integers(0, len(joined) - 1))
        run = joined[start : start + data.draw(st.integers(1, 30))]
        run = data.draw(st.sampled_from([run, run.swapcase(), run + run, run[::-1]]))
        sensitive, alike = literal(run, cased=True), literal(run, cased=False)
        assert exact.counts(sensitive).tolist() == [text.count(run) for text in held]
        assert exact.stands(sensitive) == any(run in text for text in held)
        small = [_small(text).count(_small(run)) for text in held]
        assert exact.counts(alike).tolist() == small
    gone = data.draw(st.integers(0, len(texts) - 1))
    left = Exact([Segment(folder, len(texts), (gone,))])
    assert [left.text(number) for number in range(len(left))] == held[:gone] + held[gone + 1 :]
    without = exact.counts(sensitive).tolist()
    assert left.counts(sensitive).tolist() == without[:gone] + without[gone + 1 :]
    assert left.stands(sensitive) == any(left.counts(sensitive))


def _small(text: str) -> str:
    return "".join(char.lower() if char.isascii() else char for char in text)


def test_more_places_than_a_tally_tells_are_counted(tmp_path: Path) -> None:
    exact = written(tmp_path / "0", bare(["公开A" * 300, "公开", "公" * 300]))
    for run, counts in {
        "公": [300, 1, 300],
        "公开": [300, 1, 0],
        "公公": [0, 0, 150],
        "a": [300, 0, 0],
    }.items():
        assert exact.counts(literal(run, cased=False)).tolist() == counts


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=20))
def test_places_apart_are_the_first_and_the_next_that_does_not_overlap_it(
    drawn: list[tuple[int, int]],
) -> None:
    every = places.rows(sorted({(start, start + size) for start, size in drawn}, key=lambda p: (p[0], -p[1])))
    kept: list[list[int]] = []
    for place in every.tolist():
        if not kept or place[0] >= kept[-1][1]:
            kept.append(place)
    assert places.apart(every).tolist() == kept


def test_an_empty_segment_opens(tmp_path: Path) -> None:
    exact = written(tmp_path / "0", [])
    assert len(exact) == 0
    assert not exact.stands(A)
    assert np.array_equal(exact.counts(Same((A, B), "sentence")), np.zeros(0))
