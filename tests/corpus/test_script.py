"""Mirrors in traditional script, with glosses: the text stays, the fields are told."""

from importlib.resources import files
from itertools import cycle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Span
from corpus.read import read_document
from corpus.script import glosses, is_traditional, simplified, view_of, without_glosses
from kb.forms import read_forms
from tests.corpus.conftest import Make


def _traditional() -> dict[str, str]:
    lines = (files("corpus") / "data" / "traditional.txt").read_text("utf-8").splitlines()
    old, new = (line for line in lines if not line.startswith("#"))
    return dict(zip(reversed(new), reversed(old), strict=True))


def mirrored(text: str, *, glossed: bool) -> str:
    """`text` as a converter of scripts leaves it; every fifth changed character with its sound behind it."""
    table = _traditional()
    sounds = cycle(["", "", "", "", "(guān)", "", "", "", "", "（kai）"])
    return "".join(table[c] + next(sounds) * glossed if c in table else c for c in text)


@pytest.mark.parametrize("glossed", [False, True])
@pytest.mark.parametrize("number", range(5))
def test_fields_and_figures_of_a_mirror(make: Make, seeds: list[Path], number: int, glossed: bool) -> None:
    source = read_document(seeds[number])
    printed = seeds[number].read_text("utf-8")
    head = f"{mirrored('标题', glossed=False)}：{mirrored(source.meta.title or '', glossed=glossed)}\n"
    made = make(f"{head}發（fā）布時間：2021-02-03\n{mirrored(printed, glossed=glossed)}")
    assert is_traditional(made.text)
    assert bool(glosses(made.text)) is glossed
    assert [getattr(made.meta, name) for name in ("title", "issuer", "number", "date", "year", "type")] == [
        getattr(source.meta, name) for name in ("title", "issuer", "number", "date", "year", "type")
    ]
    assert made.meta.published == "2021-02-03"
    assert len(made.sections) == len(source.sections)
    figures, expected = read_forms(made), read_forms(source)
    assert (figures is None) is (expected is None)
    for cell in expected.cells if expected else ():
        assert figures is not None
        assert figures.value(cell.code) in (cell.value, None)
    if expected and figures:
        assert [c.value for c in figures.cells if c.table == "applications"] == [
            c.value for c in expected.cells if c.table == "applications"
        ]


def test_spans_are_those_of_the_text(make: Make) -> None:
    made = make(
        "某縣人(rén)民政府辦(bàn)公室關(guān)於印發(fā)方案的通知\n某政辦發〔2021〕3號\n各(gè)鄉鎮：\n現印發給你們。\n"
    )
    assert made.meta.number == "某政办发〔2021〕3号"
    assert made.meta.spans["number"].of(made.text) == "某政辦發〔2021〕3號"
    assert without_glosses(made.meta.spans["title"].of(made.text)) == "某縣人民政府辦公室關於印發方案的通知"


TEXT = st.text(alphabet="公開關於(guān)（）印發12", max_size=60).map(lambda t: t + "關(guān)於(yu)發(fa)")


@given(TEXT, st.integers(0, 80), st.integers(0, 20))
def test_views_and_texts_agree_in_every_place(text: str, start: int, length: int) -> None:
    view = view_of(text)
    whole = view.outward(Span(0, len(view.text)))
    assert simplified(without_glosses(whole.of(text))) == view.text
    if view.text:
        first = min(start, len(view.text) - 1)
        span = Span(first, min(first + length + 1, len(view.text)))
        outward = view.outward(span)
        assert simplified(without_glosses(outward.of(text))).startswith(span.of(view.text)[:1])
        assert view.inward(outward) == span


@pytest.mark.parametrize(
    "text", ["公里(km)，公顷(ha)，面积(m)，应用(app)，办公(OA)", "关(guan)于公(gong)开", "樊於期與某人"]
)
def test_what_is_no_mirror_is_read_as_it_stands(text: str) -> None:
    assert view_of(text).text == text
