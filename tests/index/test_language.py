"""The query language by example: typed → understood → hits; and the property that brackets and order do not matter."""

from pathlib import Path

import pytest

from corpus.errors import SuwenError
from corpus.model import Span
from index.fields import FIELDS
from index.query.errors import QueryError
from index.query.parser import parse
from kb.model import Entity
from tests.index.support import Library, cited, document, publish, staged

TABLE = Path(__file__).with_name("language.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [line.split("\t") for line in TABLE if not line.startswith("# ")]
ANSWERS = [row for row in ROWS if not row[1].startswith("!")]
ERRORS = [row for row in ROWS if row[1].startswith("!")]


def test_the_table_is_long_enough() -> None:
    assert len(ANSWERS) >= 120
    assert len(ERRORS) >= 40


@pytest.mark.parametrize(("typed", "understood", "hits", "places"), ANSWERS, ids=[row[0] for row in ANSWERS])
def test_typed_understood_and_found(
    small: Library, typed: str, understood: str, hits: str, places: str
) -> None:
    result = small.search(typed)
    assert result.understood == understood
    assert sorted(hit.document.label for hit in result.hits) == ([] if hits == "—" else hits.split("、"))
    assert result.occurrences == int(places)


@pytest.mark.parametrize(("typed", "error"), ERRORS, ids=[row[0] for row in ERRORS])
def test_what_is_not_understood_is_an_error_that_names_the_place(
    small: Library, typed: str, error: str
) -> None:
    with pytest.raises(QueryError) as raised:
        small.search(typed)
    assert raised.value.zh == error[1:]
    assert raised.value.en
    assert 0 <= raised.value.place.start <= raised.value.place.end <= len(typed)


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_the_example_of_each_field_is_understood(small: Library, field: object) -> None:
    assert small.search(field.example).understood.startswith("查找")  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("公" * 2001, "最多 2000 个字"),
        ("公" * 10_000, "最多 2000 个字"),
        ("(" * 21 + "公" + ")" * 21, "最多 20 层"),
        ("-" * 21 + "公", "最多 20 层"),
        ("公 " * 201, "最多 200 个"),
        ("年份:2020 " * 201, "最多 200 个"),
        ("年份:[2019 TO 2020] " * 20 + "公 " * 181, "最多 200 个"),
        ("公\0开", "不是有效的字符"),
        ("公\ud800开", "不是有效的字符"),
    ],
    ids=[
        "long",
        "very long",
        "deep",
        "many signs",
        "many words",
        "many conditions",
        "many ranges",
        "null",
        "surrogate",
    ],
)
def test_limits(query: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        parse(query)


def test_limits_are_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUWEN_QUERY_LENGTH", "3")
    with pytest.raises(QueryError, match="最多 3 个字"):
        parse("四个字了")


@pytest.mark.parametrize("query", ["“\u200b”", "标题:“\u200b”", "\x1b"])
def test_invisible_characters_alone_are_no_query(small: Library, query: str) -> None:
    with pytest.raises(SuwenError, match="看不见"):
        small.search(query)


def test_a_place_counts_in_the_query_as_typed() -> None:
    with pytest.raises(QueryError) as raised:
        parse("公开  与 年份:去年")
    assert raised.value.place == Span(9, 11)


@pytest.mark.parametrize(
    ("typed", "understood", "hits"),
    [
        ("“主動公開”", "查找原文有“主动公开”（由繁体“主動公開”转换）的文档。", {"方案", "报告", "要点"}),
        ("主動公開 -書籍", "查找含“主动公开”的各词（主动、公开）（由繁体“主動公開”转换），且不含“书籍”（由繁体“書籍”转换）的文档。",
         {"方案", "报告", "要点"}),
        ("“主動” NEAR/0 “公開”", "查找“主动”与“公开”相隔不超过 0 个字的文档。", {"方案", "报告", "要点"}),
    ],
)  # fmt: skip
def test_traditional_characters_find_simplified_text(
    small: Library, typed: str, understood: str, hits: set[str]
) -> None:
    pytest.importorskip(
        "opencc", reason="LOUD SKIP: opencc is not installed, traditional queries were not tried"
    )
    assert small.search(typed).understood == understood
    assert small.titles(typed) == hits


def test_traditional_characters_that_stand_in_a_text_are_searched_as_typed(tmp_path: Path) -> None:
    library = publish(tmp_path, [staged(document("政務公開")), staged(document("政务公开"))])
    assert library.search("“政務公開”").understood == "查找原文有“政務公開”的文档。"
    assert library.search("“政務公開”").total == 1


def test_a_platform_is_found_by_its_channel_too(tmp_path: Path) -> None:
    text = document("官方微博“文旅某市”发布信息。")
    weibo = Entity("platform/weibo/文旅某市", "platform", "文旅某市")
    library = publish(tmp_path, [staged(text)], [weibo], [cited(text, "文旅某市", weibo)])
    for query in ("平台:微博", "平台:文旅某市", "平台:某市", "平台:文旅*", "提到:文旅某市"):
        assert library.search(query).total == 1, query
    assert library.search("平台:抖音").total == 0


@pytest.mark.parametrize(
    ("typed", "understood", "total"),
    [
        ("政务公开", "查找含“政务公开”的各词（政务、公开）（也找繁体 政務、公開）的文档。", 2),
        ("“政务”", "查找原文有“政务”的文档。", 1),
        ("“书籍”", "查找原文有“書籍”（由简体“书籍”转换）的文档。", 1),
    ],
)
def test_simplified_characters_find_traditional_text(
    tmp_path: Path, typed: str, understood: str, total: int
) -> None:
    """Words in both scripts; what is in quotes as it stands, in the other script only if it stands nowhere."""
    pytest.importorskip(
        "opencc", reason="LOUD SKIP: opencc is not installed, traditional texts were not tried"
    )
    library = publish(tmp_path, [staged(document("政務公開與書籍")), staged(document("政务公开"))])
    result = library.search(typed)
    assert (result.understood, result.total) == (understood, total)
