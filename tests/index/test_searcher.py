"""The searcher: totals, pages, facets, filters, order, snippets, and what happens to a damaged index."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import DamagedError, NotFoundError, SuwenError
from corpus.model import Span
from index import fingerprint
from index.engine import engine
from index.model import Request
from index.searcher import open_searcher
from kb.home import Home
from kb.store.session import reading, writing
from tests.index.conftest import PLAN
from tests.index.support import Library, document, publish, staged


def test_facets_count_the_whole_result_and_not_the_page(small: Library) -> None:
    facets = small.search("*", per_page=1).facets
    counted = {name: {v.value: v.count for v in values} for name, values in facets.items()}
    assert counted == {
        "agency": {"": 1, "司法部": 1, "国务院办公厅": 1, "山东省文化和旅游厅": 1, "青岛市文化和旅游局": 1},
        "region": {"山东省": 2, "山东省/青岛市": 1, "": 2},
        "year": {"2021": 1, "2020": 1, "2019": 1, "": 1},
        "type": {"": 1, "annual_report": 1, "key_points": 1, "work_plan": 1},
        "cites": {"": 3, "中华人民共和国政府信息公开条例": 1},
        "platform": {"": 4},
    }
    assert [v.value for v in facets["year"]] == ["2021", "2020", "2019", ""]
    assert {v.label for v in facets["region"]} == {"山东省", "青岛市", "（未注明）"}
    assert {v.label for v in facets["type"]} >= {"年度报告", "要点"}


@pytest.mark.parametrize("query", ["公开", "“公开” OR 书籍", "-公开", "*", "地区:山东"])
def test_pages_and_facets_add_up_to_the_total(five: Library, small: Library, query: str) -> None:
    for library in (five, small):
        total = library.search(query).total
        ids = []
        for page in range(1, total + 2):
            result = library.search(query, page=page, per_page=2)
            assert result.total == total
            ids += [hit.document.id for hit in result.hits]
        assert len(ids) == len(set(ids)) == total
        assert sum(v.count for v in library.search(query).facets["year"]) == total
        for value in library.search(query).facets["year"]:
            assert library.search(query, filters={"year": (value.value,)}).total == value.count


@pytest.mark.parametrize(
    ("filters", "titles", "said"),
    [
        ({"year": ("2019", "2020")}, {"方案", "报告"}, "年份为2019或2020"),
        ({"year": ("2019年",)}, {"方案"}, "年份为2019"),
        ({"year": ("",)}, {"函"}, "年份为（未注明）"),
        ({"year": ("1999",)}, set(), "年份为1999"),
        ({"region": ("山东省",)}, {"方案", "报告"}, "地区为山东省"),
        ({"region": ("山东",)}, {"方案", "报告"}, "地区为山东省"),
        ({"region": ("山东省/青岛市",)}, {"方案"}, "地区为青岛市"),
        ({"region": ("青岛",)}, {"方案"}, "地区为青岛市"),
        ({"region": ("",)}, {"要点", "函"}, "地区为（未注明）"),
        ({"region": ("青",)}, set(), "地区为青"),
        ({"type": ("annual_report", "要点")}, {"报告", "要点"}, "类型为年度报告或要点"),
        ({"agency": ("司法部",)}, {"要点"}, "机关为司法部"),
        ({"agency": ("青岛市文旅局",)}, {"方案"}, "机关为青岛市文化和旅游局"),
        ({"agency": ("青岛市文旅局",), "year": ("2020",)}, set(), "机关为青岛市文化和旅游局，年份为2020"),
        ({"year": ()}, {"方案", "报告", "要点", "函"}, ""),
    ],
)  # fmt: skip
def test_filters(small: Library, filters: dict[str, tuple[str, ...]], titles: set[str], said: str) -> None:
    assert small.titles("*", filters=filters) == titles
    understood = small.search("*", filters=filters).understood
    assert understood == f"查找全部文档{f'，限于{said}' if said else ''}。"


@pytest.mark.parametrize("facet", ["agency", "region", "year", "type"])
def test_unknown_as_a_filter_finds_nothing_where_all_is_known(tmp_path: Path, facet: str) -> None:
    known = staged(document("公开"), agency="甲市财政局", region=("甲省",), year=2020, type="notice")
    assert publish(tmp_path, [known]).search("公开", filters={facet: ("",)}).total == 0


def test_filters_alone_are_a_search_but_nothing_is_not(small: Library) -> None:
    assert small.titles("", filters={"year": ("2019",)}) == {"方案"}
    for query in ("", "  \n"):
        with pytest.raises(SuwenError, match="请输入"):
            small.search(query)


@pytest.mark.parametrize(
    "options",
    [{"page": 0}, {"per_page": 0}, {"per_page": 10**9}, {"sort": "random"}, {"filters": {"colour": ("红",)}}],
)
def test_impossible_requests_are_errors_of_the_user(small: Library, options: dict[str, object]) -> None:
    with pytest.raises(SuwenError):
        small.search("公开", **options)


@pytest.mark.parametrize(
    ("sort", "titles"),
    [("date", ["报告", "要点", "方案", "函"]), ("title", ["函", "报告", "方案", "要点"])],
)
def test_sorting(small: Library, sort: str, titles: list[str]) -> None:
    """Newest first (a bare year stands before its days), unknown last; titles by their characters."""
    assert [hit.document.label for hit in small.search("*", sort=sort).hits] == titles


def test_the_best_come_first(small: Library) -> None:
    hits = small.search("依申请公开").hits
    assert hits[0].document.label == "报告"
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_snippets_are_sentences_with_marks_and_headings(small: Library) -> None:
    (hit,) = small.search("“以公开为常态”").hits
    (snippet,) = hit.snippets
    text = document(PLAN).text
    assert snippet.text == snippet.span.of(text) == "坚持以公开为常态、不公开为例外，推进文化与旅游融合发展。"
    assert [mark.of(text) for mark in snippet.marks] == ["以公开为常态"]
    assert snippet.path == ("总体要求",)


def test_a_phrase_over_a_line_end_is_found_and_shown(small: Library) -> None:
    (hit,) = small.search("“旅游融合发展。\n二、主动公开”").hits
    (snippet,) = hit.snippets
    assert "融合发展。\n二、主动公开" in snippet.text
    assert hit.occurrences == 1


def test_a_very_long_line_gives_a_short_snippet(tmp_path: Path) -> None:
    library = publish(tmp_path, [staged(document("字" * 5000 + "目标" + "字" * 5000))])
    (hit,) = library.search("“目标”").hits
    (snippet,) = hit.snippets
    assert len(snippet.text) <= 300
    assert [
        mark.of(snippet.text)
        for mark in (Span(m.start - snippet.span.start, m.end - snippet.span.start) for m in snippet.marks)
    ] == ["目标"]


def test_a_hit_without_anything_to_mark_shows_its_first_sentence(small: Library) -> None:
    (hit,) = small.search("年份:2019").hits
    assert hit.snippets[0].marks == ()
    assert hit.snippets[0].text
    assert hit.occurrences == 0


def test_a_citation_shows_the_citing_words(small: Library) -> None:
    (hit,) = small.search("引用:政府信息公开条例").hits
    (snippet,) = hit.snippets
    (mark,) = snippet.marks
    assert snippet.text[mark.start - snippet.span.start : mark.end - snippet.span.start] == (
        "《中华人民共和国政府信息公开条例》"
    )
    assert small.spans(hit.document.id, "引用:政府信息公开条例") == (mark,)


def test_occurrences_of_a_query_in_one_document(small: Library) -> None:
    (hit,) = small.search("标题:要点").hits
    text = small.searcher().exact.text(small.searcher().catalogue.numbers[hit.document.id])
    spans = small.spans(hit.document.id, "“人人” OR app OR -书籍")
    assert [span.of(text) for span in spans] == ["人人", "app"]
    assert small.spans(hit.document.id, " ") == ()
    with pytest.raises(NotFoundError):
        small.spans("0" * 16, "公开")


def test_what_was_understood_is_a_tree_too(small: Library) -> None:
    tree = small.search("(“公开” 年份:2019-2020) OR -app").tree
    assert tree == {
        "op": "or",
        "children": [
            {
                "op": "and",
                "children": [
                    {"op": "phrase", "text": "公开"},
                    {"op": "range", "field": "year", "low": 2019, "high": 2020},
                ],
            },
            {"op": "not", "children": [{"op": "words", "text": "app", "words": ["app"]}]},
        ],
    }


def test_an_empty_library_answers_nothing(tmp_path: Path) -> None:
    library = publish(tmp_path, [])
    result = library.search("“公开” OR -公开 年份:2019 地区:山东 机关:局 引用:条例 公*开")
    assert (result.total, result.hits, result.occurrences) == (0, (), 0)


def test_nothing_published_yet_is_said(tmp_path: Path) -> None:
    home = Home(tmp_path)
    with writing(home, "test"):
        pass
    with (
        reading(home) as store,
        store.snapshot() as snapshot,
        pytest.raises(NotFoundError, match="suwen ingest"),
    ):
        open_searcher(home, snapshot)


def test_two_builds_are_searched_alike_and_a_searcher_is_shared(tmp_path: Path) -> None:
    documents = [staged(document("公开甲")), staged(document("公开乙公开"))]
    first, second = publish(tmp_path / "a", documents), publish(tmp_path / "b", documents)
    with first.snapshot() as snapshot:
        assert open_searcher(first.home, snapshot) is open_searcher(first.home, snapshot)
    assert first.search("公开").hits == second.search("公开").hits


here = pytest.mark.skipif(
    engine().name == "opensearch",
    reason="this engine has no such files; see tests/cluster/search/test_states.py",
)


def segment(folder: Path) -> Path:
    return folder / "segments" / "0000"


def fingerprinted(folder: Path, **changes: object) -> None:
    path = folder / fingerprint.NAME
    path.write_text(json.dumps({**json.loads(path.read_bytes()), **changes}))


def damage_nothing_left(folder: Path) -> None:
    shutil.rmtree(folder)


def damage_fingerprint(folder: Path) -> None:
    (folder / fingerprint.NAME).write_text("{}")


def damage_version(folder: Path) -> None:
    fingerprinted(folder, format=fingerprint.FORMAT - 1)


def damage_texts(folder: Path) -> None:
    path = segment(folder) / "exact" / "codes.npy"
    path.write_bytes(path.read_bytes()[:-1])


def damage_places(folder: Path) -> None:
    np.save(segment(folder) / "exact" / "places.npy", np.zeros(1, np.int32))


def damage_sets(folder: Path) -> None:
    (segment(folder) / "exact" / "tallies.npy").write_bytes(b"no array")


def damage_engine(folder: Path) -> None:
    for path in (segment(folder) / "engine").rglob("*.toc"):
        path.write_bytes(b"")


def damage_documents(folder: Path) -> None:
    (segment(folder) / "documents.json").write_text("[]")


def damage_manifest(folder: Path) -> None:
    (folder / "manifest.json").write_text("[]")


def damage_cuts(folder: Path) -> None:
    """As if the documents had been cut with other user words."""
    fingerprinted(folder, cuts=f"{fingerprint.FORMAT}-0123456789abcdef")


@pytest.mark.parametrize(
    "damage",
    [damage_nothing_left, damage_fingerprint, damage_version, damage_cuts,
     *(pytest.param(damage, marks=here) for damage in (
         damage_texts, damage_places, damage_sets, damage_engine, damage_documents, damage_manifest))],
)  # fmt: skip
def test_a_damaged_index_is_never_misread(tmp_path: Path, damage: object) -> None:
    library = publish(tmp_path, [staged(document("公开甲"))])
    with library.snapshot() as snapshot:
        damage(library.home.index(snapshot.generation))  # type: ignore[operator]
        with pytest.raises(DamagedError, match="suwen rebuild"):
            open_searcher(library.home, snapshot)


@here
def test_verify_tells_where_store_and_index_differ(tmp_path: Path, small: Library) -> None:
    with small.snapshot() as snapshot:
        assert small.searcher().verify(snapshot) == []
    library = publish(tmp_path, [staged(document("公开甲"))])
    alphabet = segment(library.home.index(1)) / "exact" / "alphabet.npy"
    np.save(alphabet, np.array(list(map(ord, "公开乙")), np.uint32))
    with library.snapshot() as snapshot:
        (problem,) = library.searcher().verify(snapshot)
        assert "文本与数据库不同" in problem


def test_a_request_is_part_of_its_answer(small: Library) -> None:
    request = Request("公开", page=2, per_page=1)
    with small.snapshot() as snapshot:
        assert small.searcher().search(snapshot, request).request == request


def test_many_threads_share_a_searcher(five: Library) -> None:
    queries = [
        "“信息公开”",
        "政府 公开",
        "政务*公开",
        "“公开” 同句 “信息”",
        "年份:2018-2020 公开",
        "-公开",
        "公开 NEAR/5 信息",
    ]
    expected = [five.search(query) for query in queries]

    def ask(turn: int) -> bool:
        return five.search(queries[turn % len(queries)]) == expected[turn % len(queries)]

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(80)))
