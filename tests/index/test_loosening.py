"""Runs of several words of which hardly any document has all: documents with most of them, and it is said."""

from pathlib import Path

import pytest

from index.loosening import FEW, PART
from index.model import Loosened
from tests.index.support import Library, document, publish, staged

RUN = "村民委员会办理登记缴纳保险"
SIZE = 3 * PART
WORDS = ("村民", "委员会", "办理", "登记", "缴纳", "保险")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """One document with all six words, twelve with four, twenty with three, and many with none."""
    lines = ["，".join(WORDS)]
    lines += [f"{'，'.join(WORDS[:4])}，第{n}号。" for n in range(12)]
    lines += [f"{'，'.join(WORDS[:3])}，第{n}号。" for n in range(20)]
    lines += [f"通知第{n}号。" for n in range(SIZE - len(lines))]
    texts = [document(line, str(n)) for n, line in enumerate(lines)]
    return publish(
        tmp_path_factory.mktemp("loose"),
        [staged(text, title=f"{n}", year=2019 + (n % 2)) for n, text in enumerate(texts)],
    )


def test_hardly_any_document_has_all_words_so_most_are_enough_and_it_is_said(library: Library) -> None:
    result = library.search(RUN)
    assert result.loosened == (Loosened(RUN, WORDS, 4, 1),)
    assert result.total == 13
    assert result.understood == (
        f"查找含“{RUN}”的各词（{'、'.join(WORDS)}），只有 1 篇有全部 6 个词，已放宽为至少有其中 4 个的文档。"
    )
    assert result.tree == {"op": "words", "text": RUN, "words": list(WORDS), "least": 4}
    assert result.hits[0].document.label == "0"


def test_the_strict_query_asks_for_all(library: Library) -> None:
    result = library.search(RUN, strict=True)
    assert (result.total, result.loosened) == (1, ())
    assert "放宽" not in result.understood


@pytest.mark.parametrize(
    ("query", "total"),
    [
        (f"“{RUN}”", 0),
        (f"NOT {RUN}", SIZE - 1),
        (" ".join(WORDS), 1),
        (f"章节:{RUN}", 0),
        ("村民委员会办理", 33),
    ],
    ids=["quotes", "denied", "apart by blanks", "in a field", "enough documents"],
)
def test_nothing_else_is_loosened(library: Library, query: str, total: int) -> None:
    result = library.search(query)
    assert (result.total, result.loosened) == (total, ())


def test_a_facet_finds_when_clicked_as_many_as_it_counted(library: Library) -> None:
    """Whether a run is loosened does not depend on filters or on the rest of the query."""
    for value in library.search(RUN).facets["year"]:
        assert library.search(RUN, filters={"year": (value.value,)}).total == value.count < FEW
        assert library.search(f"{RUN} 年份:{value.value}").total == value.count


def test_the_rest_of_the_query_holds(library: Library) -> None:
    assert library.search(f"{RUN} “第3号”").total == 1
    assert library.search(f"{RUN} NOT “第3号”").total == 12


def test_places_pages_and_exports_agree(library: Library) -> None:
    result = library.search(RUN, per_page=5)
    pages = [h for page in (1, 2, 3) for h in library.search(RUN, per_page=5, page=page).hits]
    assert len(pages) == result.total
    assert sum(hit.occurrences for hit in pages) == result.occurrences == 6 + 12 * 4
    with library.snapshot() as snapshot:
        ids = library.searcher().ids(snapshot, RUN)
    assert list(ids) == [hit.document.id for hit in pages]


def test_nothing_found_with_most_of_them_either_is_not_called_loosened(tmp_path: Path) -> None:
    small = publish(tmp_path, [staged(document("村民，登记。"))])
    assert (small.search(RUN).total, small.search(RUN).loosened) == (0, ())
