"""Concordance, counts by year, suggestions, mended queries, likeness."""

from pathlib import Path
from unittest.mock import Mock

import pytest

from corpus.errors import NotFoundError
from index.model import Correction, Request, Suggestion
from index.names import Named
from index.suggest import Suggestions, initials
from tests.index.support import Library, document, publish, staged


def lines(
    library: Library, query: str, order: str = "document", context: int = 30
) -> list[tuple[str, str, str]]:
    with library.snapshot() as snapshot:
        found = library.searcher().concordance(snapshot, Request(query), order, context)  # type: ignore[arg-type]
        return [(line.left, line.text, line.right) for line in found]


def test_a_concordance_has_every_place_once_with_its_context(five: Library) -> None:
    with five.snapshot() as snapshot:
        searcher = five.searcher()
        found = list(searcher.concordance(snapshot, Request("“信息公开”")))
        assert len(found) == five.search("“信息公开”").occurrences
        for line in found:
            text = searcher.exact.text(searcher.catalogue.numbers[line.document.id])
            assert line.span.of(text) == line.text == "信息公开"
            assert text[: line.span.start].endswith(line.left.replace(" ", "\n")) or " " in line.left
            assert len(line.left) <= 30 >= len(line.right)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("left", [("甲", "目标", "丁"), ("乙", "目标", "丙"), ("丙", "目标", "乙")]),
        ("right", [("甲", "目标", "丁"), ("乙", "目标", "丙"), ("丙", "目标", "乙")]),
    ],
)
def test_a_concordance_can_be_sorted_by_its_sides(
    tmp_path: Path, order: str, expected: list[tuple[str, str, str]]
) -> None:
    library = publish(tmp_path, [staged(document("甲目标丁\n乙目标丙")), staged(document("丙目标乙"))])
    side = 0 if order == "left" else 2
    assert lines(library, "“目标”", order, 1) == sorted(expected, key=lambda line: line[side])


def test_a_concordance_by_year_and_agency(small: Library) -> None:
    by_year = [text for *_, text in lines(small, "“主动公开”", "year", 3)]
    assert by_year == [" （一", "政府信", "是原则"]
    by_agency = [text for *_, text in lines(small, "“主动公开”", "agency", 3)]
    assert by_agency == ["是原则", "政府信", " （一"]


def test_counts_by_year_fill_the_gaps_and_add_up(small: Library, tmp_path: Path) -> None:
    def counts(library: Library, query: str) -> list[tuple[int | None, int, int, int]]:
        with library.snapshot() as snapshot:
            found = library.searcher().by_year(snapshot, Request(query))
            return [(row.year, row.documents, row.occurrences, row.of) for row in found]

    assert counts(small, "“公开”") == [(2019, 1, 5, 1), (2020, 1, 5, 1), (2021, 1, 2, 1)]
    assert counts(small, "书籍 或 “政务公开”") == [
        (2019, 1, 1, 1),
        (2020, 0, 0, 1),
        (2021, 1, 1, 1),
        (None, 1, 2, 1),
    ]
    assert counts(small, "没有这样的词") == []
    assert counts(publish(tmp_path, []), "公开") == []


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("青岛", [("青岛市文旅局", "agency", '机关:"青岛市文旅局"'), ("青岛市文化和旅游局", "agency", '机关:"青岛市文化和旅游局"')]),
        ("政府信息", [("政府信息公开条例", "policy", '引用:"政府信息公开条例"'),
                  ("中华人民共和国政府信息公开条例", "policy", '引用:"中华人民共和国政府信息公开条例"')]),
        ("qds", [("青岛市文旅局", "agency", '机关:"青岛市文旅局"'), ("青岛市文化和旅游局", "agency", '机关:"青岛市文化和旅游局"')]),
        ("SDSW", [("山东省文化和旅游厅", "agency", '机关:"山东省文化和旅游厅"')]),
        ("方", [("方案", "title", '标题:"方案"')]),
        ("没有", []),
        ("", []),
    ],
)  # fmt: skip
def test_suggestions(small: Library, typed: str, expected: list[tuple[str, str, str]]) -> None:
    with small.snapshot() as snapshot:
        assert small.searcher().suggest(snapshot, typed) == tuple(Suggestion(*item) for item in expected)


def test_every_suggestion_is_a_query_that_is_understood(small: Library) -> None:
    with small.snapshot() as snapshot:
        for typed in ("青", "政府", "山东", "q", "方案"):
            for suggestion in small.searcher().suggest(snapshot, typed):
                assert small.search(suggestion.query).understood


@pytest.mark.parametrize(("name", "letters"), [("青岛市", "qds"), ("COVID公开", "covidgk"), ("", "")])
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("主动公凯", [Correction("主动公开", "公凯", "公开", 3)]),
        ("“主动公凯” 年份:2019", [Correction("“主动公开” 年份:2019", "公凯", "公开", 1)]),
        ("标题:报高", []),
        ("主动公开", []),
        ("-公凯", []),
        ("阿波罗登月", []),
    ],
)
def test_mended_queries(small: Library, typed: str, mended: list[Correction]) -> None:
    with small.snapshot() as snapshot:
        assert list(small.searcher().corrections(snapshot, typed)) == mended


def test_more_like_this(tmp_path: Path) -> None:
    texts = [
        "养老保险待遇按月发放，养老金调整办法另行制定。",
        "养老金和养老保险待遇的发放标准。",
        "水库大坝安全管理条例，大坝的监测。",
        "大坝安全监测与水库管理。",
    ]
    documents = [document(text) for text in texts]
    library = publish(tmp_path, [staged(d) for d in documents])
    for this, other in ((0, 1), (1, 0), (2, 3), (3, 2)):
        best = library.searcher().similar(documents[this].id)[0]
        assert best.document.id == documents[other].id
        assert best.words
        assert all(word in documents[other].text for word in best.words)
        assert documents[this].id not in {
            s.document.id for s in library.searcher().similar(documents[this].id)
        }
    with pytest.raises(NotFoundError):
        library.searcher().similar("0" * 16)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("lc", ["聊城市", "聊城市文化和旅游局"]),
        ("lcwlj", ["聊城市文化和旅游局"]),
        ("lwj", ["聊城市文化和旅游局"]),
        ("ldwj", ["聊城市文化和旅游局"]),
        ("LCSW", ["聊城市文化和旅游局", "聊城市"]),
        ("clj", []),
        ("l" * 60, []),
    ],
)
def test_initials_may_leave_letters_out_and_have_one_wrong(typed: str, expected: list[str]) -> None:
    names = Mock(every=[Named(n, k, f"{k}/{n}", n, c) for n, k, c in SOUNDING])
    assert [found.text for found in Suggestions(names, []).matching(typed, 9)] == expected


SOUNDING = [("聊城市文化和旅游局", "agency", 3), ("聊城市", "region", 9), ("公安部", "agency", 7)]
