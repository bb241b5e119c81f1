"""What concordances and charts ask of the index, against looking through the texts."""

from pathlib import Path

import pytest

from index.counts import Count
from index.exclusion import split
from index.fields import UNKNOWN
from index.model import Request
from index.phrasing import as_phrases
from kb.store.rows import Summary
from tests.index.support import Library, document, publish, staged


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("主动公开", "“主动公开”"),
        ("“主动公开”", "“主动公开”"),
        ("主动公开 微博", "“主动公开” “微博”"),
        ("主动公开 年份:2019", "“主动公开” 年份:2019"),
        ("(主动公开 或 微博) -微信", "(“主动公开” 或 “微博”) -“微信”"),
        ("政务 NEAR/10 公开", "“政务” NEAR/10 “公开”"),
        ("政务 同句 公开", "“政务” 同句 “公开”"),
        ("正文:公开", "正文:“公开”"),
        ("政?公开", "政?公开"),
        ("公开~", "公开~"),
        ("机关:青岛", "机关:青岛"),
        ("", ""),
    ],
)
def test_runs_of_text_become_phrases(query: str, meant: str) -> None:
    assert as_phrases(query) == meant


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("主动公开", ["主动公开"]),
        ("主动公开 微博", ["主动公开", "微博"]),
        ("主动公开 与 (微博 或 微信) 年份:2019", ["主动公开", "(微博 或 微信)", "年份:2019"]),
        ("主动公开 或 微博", ["主动公开 或 微博"]),
        ("政务 NEAR/10 公开 -微博", ["政务 NEAR/10 公开", "-微博"]),
        ("非 (微博 或 微信) 标题:(报告 年度)", ["非 (微博 或 微信)", "标题:(报告 年度)"]),
        ("年份:[2019 TO 2021] “主动公开”", ["年份:[2019 TO 2021]", "“主动公开”"]),
        ("", []),
    ],
)
def test_splitting_into_what_must_hold(query: str, parts: list[str]) -> None:
    assert split(query) == parts


def test_the_part_that_excludes_everything(small: Library) -> None:
    asked = Request("主动公开 书籍", {"year": ("2020",)})
    searcher = small.searcher()
    with small.snapshot() as snapshot:
        assert searcher.search(snapshot, asked).total == 0
        found = searcher.parts(snapshot, asked)
        for part in found:
            assert part.rest is not None
            assert searcher.search(snapshot, part.rest).total == part.without
    assert [(p.said, p.facet, p.alone, p.without) for p in found] == [
        ("主动公开", None, 3, 0),
        ("书籍", None, 1, 1),
        ("年份：2020", "year", 1, 0),
    ]


@pytest.mark.parametrize("query", ["书籍", "书籍 或 函", ""])
def test_a_search_of_one_part_has_no_part_to_blame(small: Library, query: str) -> None:
    with small.snapshot() as snapshot:
        assert small.searcher().parts(snapshot, Request(query)) == ()


@pytest.mark.parametrize("query", ["“公开”", "“主动公开”", "机关:国务院办公厅", "“没有”"])
@pytest.mark.parametrize("filters", [{}, {"year": ("2020", "2021")}, {"region": ("山东省",)}])
@pytest.mark.parametrize(("by", "level"), [("year", 1), ("region", 1), ("region", 2), ("type", 1)])
def test_counts_are_those_of_looking_through(
    small: Library, query: str, filters: dict[str, tuple[str, ...]], by: str, level: int
) -> None:
    searcher, asked = small.searcher(), Request(query, filters)
    with small.snapshot() as snapshot:
        found = searcher.counts(snapshot, asked, by, level)  # type: ignore[arg-type]
        result = searcher.search(snapshot, asked)
        passing = [
            s
            for s in searcher.catalogue.documents
            if all(_value(s, name, 1) in values for name, values in filters.items())
        ]
        hits = {hit.document.id: hit.occurrences for hit in result.hits}
    values = {_value(s, by, level) for s in passing}
    assert found == tuple(
        Count(
            value,
            sum(s.id in hits for s in here),
            sum(hits.get(s.id, 0) for s in here),
            len(here),
            sum(s.length for s in here),
        )
        for value in sorted(values, key=lambda v: (v == UNKNOWN, v))
        if (here := [s for s in passing if _value(s, by, level) == value])
    )


def _value(summary: Summary, by: str, level: int) -> str:
    if by == "region":
        return "/".join(summary.region[:level]) if len(summary.region) >= level else UNKNOWN
    value = getattr(summary, by)
    return UNKNOWN if value is None else str(value)


def test_places_that_touch_are_two_and_places_that_overlap_are_one(tmp_path: Path) -> None:
    library = publish(tmp_path, [staged(document("公开公开，政府信息公开。"))])
    searcher = library.searcher()
    with library.snapshot() as snapshot:
        apart = [line.text for line in searcher.concordance(snapshot, Request("“公开”"))]
        joined = [line.text for line in searcher.concordance(snapshot, Request("“政府信息” 与 “信息公开”"))]
    assert apart == ["公开", "公开", "公开"]
    assert joined == ["政府信息公开"]
