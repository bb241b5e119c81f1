from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from corpus.assemble import assemble
from corpus.errors import UnreadableError
from corpus.grids import Spanned, placed
from corpus.markdown import to_markdown
from corpus.model import Block, Document, Link, Reading
from corpus.read import read_document
from corpus.readers import markdown
from tests.corpus.conftest import Make


def again(document: Document) -> Document:
    """The document that its own Markdown makes."""
    raw = to_markdown(document).encode("utf-8")
    return assemble(markdown.read(raw, "x.md"), "x.md", raw)


def same(first: Document, second: Document) -> None:
    assert second.text == first.text
    assert [(t.span, t.cells) for t in second.tables] == [(t.span, t.cells) for t in first.tables]
    assert second.paragraphs == first.paragraphs
    assert second.sentences == first.sentences


def test_seeds_come_back_the_same(seeds: list[Path]) -> None:
    for path in seeds:
        document = read_document(path)
        back = again(document)
        same(document, back)
        assert [(s.level, s.label, s.heading, s.body) for s in back.sections] == [
            (s.level, s.label, s.heading, s.body) for s in document.sections
        ]
        meta, other = document.meta, back.meta
        for name in ("title", "issuer", "year", "type", "number", "date", "period", "contact"):
            assert getattr(meta, name) == getattr(other, name)


def test_real_texts_come_back_the_same(shared: Path) -> None:
    for path in sorted((shared / "documents").glob("*.txt")):
        document = read_document(path)
        same(document, again(document))


MARKS = st.text(alphabet="公开。，#*_`[]()<>&|\\-+=~!1.2 :/;a\"'", max_size=30)


@given(st.lists(MARKS, min_size=1, max_size=5))
def test_any_paragraphs_come_back(lines: list[str]) -> None:
    document = assemble(Reading(tuple(Block(line) for line in lines)), "x", b"x")
    same(document, again(document))


CELLS = st.builds(Spanned, MARKS, st.integers(1, 3), st.integers(1, 3))


@given(st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=4))
def test_any_grid_comes_back(rows: list[list[Spanned]]) -> None:
    document = assemble(Reading((Block("前"), placed(rows), Block("后"))), "x", b"x")
    same(document, again(document))


def test_front_matter_is_yaml(make: Make) -> None:
    document = make("某市财政局\n2020年政务公开工作要点\n某财〔2020〕3号\n\n正文。\n")
    _, front, _ = to_markdown(document).split("---\n", 2)
    assert yaml.safe_load(front) == {
        "title": "某市财政局2020年政务公开工作要点",
        "agency": "某市财政局",
        "year": 2020,
        "type": "key_points",
        "number": "某财〔2020〕3号",
        "source": "made.txt",
        "sha256": document.sha256,
    }


def test_markup_is_taken_off(make: Make) -> None:
    document = make(
        '# 标题\n\n坚持**公开**原则，*重点*、`代码`，见[附件](http://a.cn/b.pdf "名")。\n\n![图](x.png)\n\n- 甲\n* 乙\n> 丙\n\n'
        "处罚王**、李**等。\n\n<!-- 注 -->\n<div>块</div>\n\n| 名 | 数 |\n|:--|--:|\n| 甲\\|乙 | 1 |\n",
        ".md",
    )
    assert document.text.split("\n") == [
        "标题",
        "坚持公开原则，重点、代码，见附件。",
        "甲",
        "乙",
        "丙",
        "处罚王**、李**等。",
        "块",
        "名\t数",
        "甲|乙\t1",
    ]
    assert document.links == (Link("附件", "http://a.cn/b.pdf"),)


@pytest.mark.parametrize("front", ["title: [", "- 一\n- 二", "a: b: c", "date: !!python/object:os.system x"])
def test_bad_front_matter_is_one_sentence(make: Make, front: str) -> None:
    with pytest.raises(UnreadableError, match="YAML"):
        make(f"---\n{front}\n---\n正文。\n", ".md")
