"""What the five bundled documents give, against what a careful reader finds in them."""

from pathlib import Path

import pytest
import yaml

from corpus.model import Document
from corpus.read import read_document

SHAPES = [
    [(18, 4), (26, 10), (4, 15)],
    [(14, 4), (28, 10), (4, 15)],
    [(4, 8), (14, 4), (28, 10), (4, 15)],
    [],
    [(18, 4), (26, 11), (4, 15)],
]


@pytest.fixture(scope="module")
def documents(seeds: list[Path]) -> list[Document]:
    return [read_document(path) for path in seeds]


def test_table_shapes(documents: list[Document]) -> None:
    assert [[table.shape for table in document.tables] for document in documents] == SHAPES


def test_fields_against_gold(documents: list[Document], shared: Path) -> None:
    for document in documents:
        gold = yaml.safe_load((shared / "gold" / f"{Path(document.source).stem}.yaml").read_text("utf-8"))
        want, meta = gold["document"], document.meta
        assert meta.title in want["title"].split("|")
        assert meta.year == want["year"]
        assert meta.type in want["type"].split("|")
        assert meta.number == want.get("number")
        assert {name: getattr(meta.contact, name) for name in gold["contact"]} == gold["contact"]
        if "period" in gold:
            assert meta.period == tuple(str(day) for day in gold["period"])


def figures(document: Document, table: int, row: int) -> list[str]:
    grid = document.tables[table].grid()
    return [document.text[c.start : c.end] if c else "" for c in grid[row]]


def test_applications_keep_their_figures(documents: list[Document]) -> None:
    assert figures(documents[0], 1, 3)[2:] == [
        "一、本年新收政府信息公开申请数量",
        "7",
        "2",
        "0",
        "2",
        "0",
        "0",
        "11",
    ]
    assert figures(documents[0], 1, 5)[:3] == ["三、本年度办理结果", "（一）予以公开", "（一）予以公开"]
    assert figures(documents[2], 2, 25)[:3] == ["三、本年度办理结果", "（六）其他处理", "3.其他"]
    assert figures(documents[2], 2, 25)[3:] == ["3", "0", "0", "0", "0", "0", "3"]


def test_shifted_rows_stay_as_printed(documents: list[Document]) -> None:
    assert figures(documents[4], 1, 5)[:3] == ["三、本年度办理结果", "(一)予以公开", "0"]
    assert figures(documents[4], 1, 13)[:4] == ["", "", "7.属于行政执法案卷", "0"]
    assert figures(documents[4], 1, 24)[:3] == ["(七)总计", "", "0"]


def test_sentences_cut_by_pages_are_whole(documents: list[Document]) -> None:
    text = documents[4].text
    for phrase in (
        "信息公开工作符合“两秘密一隐私",
        "按照县人民政府、县司法局",
        "2020年度，我局政府信息公开工作在制度机制",
        "吸引“粉丝”数量",
    ):
        assert phrase in text


def test_outline_keeps_the_gap_in_the_numbering(documents: list[Document]) -> None:
    labels = [s.label for s in documents[3].sections if s.level == 2]
    assert labels == ["（一）", "（二）", "（三）", "（五）", "（一）", "(二)", "（三）"]


def test_placeholders_are_gone(documents: list[Document]) -> None:
    for document in documents:
        for mark in ("[image", "[bookmark", "**", "\u00a0"):
            assert mark not in document.text
