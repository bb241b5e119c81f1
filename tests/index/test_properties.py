"""Laws of search, tried with anything: no query breaks it, and it agrees with looking through every text."""

import contextlib
import random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from corpus.errors import SuwenError
from corpus.model import Span
from index.exact.probes import literal
from index.exact.reading import Reading
from index.query.parser import parse
from tests.index.support import Library

SIGNS = [
    *"“”「」『』\"（）()&|-!！~～*?:：[]［］\\/ \n\t,，。 年0129aAＡ　",
    "与", "或", "非", "AND", "OR", "NOT", "NEAR", "NEAR/5", "同句", "同段", "标题:", "年份:", "机关：", "地区:",
    "引用:", "章节:", "提到:", "文号:", "类型:", "文件:", "2019-2021", "[2019 TO 2021]", "公开", "文化与旅游",
    "主动公开", "政府信息", "\ud800", "\0", "𠀀", "é", "İ", "ß", "ſ",
]  # fmt: skip
QUERIES = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(SIGNS), max_size=25).map("".join),
                    st.lists(st.sampled_from(SIGNS), max_size=15).map(" ".join))  # fmt: skip
RELAXED = settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@settings(max_examples=500, deadline=None)
@given(QUERIES)
@example("(" * 5000)
@example("NOT " * 400 + "a")
@example("a" * 10_000)
@example("“" * 100)
def test_the_parser_raises_nothing_but_readable_errors(query: str) -> None:
    with contextlib.suppress(SuwenError):
        parse(query)


@settings(RELAXED, max_examples=200)
@given(query=QUERIES)
def test_no_query_raises_anything_but_a_readable_error(small: Library, query: str) -> None:
    with contextlib.suppress(SuwenError):
        result = small.search(query)
        assert result.understood.startswith("查找")
        assert 0 <= len(result.hits) <= result.total <= 4


@settings(RELAXED, max_examples=100)
@given(data=st.data())
def test_a_quoted_run_of_any_text_is_found_exactly(five: Library, data: st.DataObject) -> None:
    searcher = five.searcher()
    texts = {d.id: searcher.exact.text(n) for n, d in enumerate(searcher.catalogue.documents)}
    text = data.draw(st.sampled_from(sorted(texts.values())))
    start = data.draw(st.integers(0, len(text) - 1))
    run = text[start : start + data.draw(st.integers(1, 30))]
    result = five.search(quoted(run))
    assert {hit.document.id: hit.occurrences for hit in result.hits} == {
        key: other.count(run) for key, other in texts.items() if run in other
    }
    assert result.occurrences == sum(other.count(run) for other in texts.values())
    for key, other in texts.items():
        assert [span.of(other) for span in five.spans(key, quoted(run))] == [run] * other.count(run)


@settings(RELAXED, max_examples=200)
@given(seed=st.integers(0, 10**9))
def test_random_combinations_agree_with_looking_through_every_text(five: Library, seed: int) -> None:
    chance = random.Random(seed)
    searcher = five.searcher()
    texts = {d.id: searcher.exact.text(n) for n, d in enumerate(searcher.catalogue.documents)}
    query, expected = combination(chance, texts, depth=3)
    result = five.search(query, per_page=100)
    assert {hit.document.id for hit in result.hits} == expected
    assert result.total == len(expected)


def quoted(run: str) -> str:
    """The run as a phrase of the query language."""
    escaped = "".join("\\" + char if char in '\\"*?' else char for char in run)
    return f'"{escaped}"'


def combination(chance: random.Random, texts: dict[str, str], depth: int) -> tuple[str, set[str]]:
    """A random query and the documents that a plain model says answer it."""
    if depth == 0 or chance.random() < 0.2:
        text = chance.choice(sorted(texts.values()))
        start = chance.randrange(len(text))
        run = text[start : start + chance.randint(1, 12)]
        return quoted(run), {key for key, other in texts.items() if run in other}
    left, first = combination(chance, texts, depth - 1)
    right, second = combination(chance, texts, depth - 1)
    sign, answer = chance.choice([
        (" AND ", first & second), (" 与 ", first & second), (" ", first & second), (" | ", first | second),
        (" OR ", first | second), (" AND NOT ", first - second), (" -", first - second),
    ])  # fmt: skip
    return f"({left}{sign}{right})", answer


@given(st.text(alphabet="人a,A公开", max_size=30), st.text(alphabet="人a,A公开", min_size=1, max_size=3))
def test_places_of_a_literal_are_those_that_count_counts(text: str, run: str) -> None:
    reading = Reading(text, lambda: pytest.fail("no layout is needed"))
    places = literal(run, cased=True).places(reading).tolist()
    assert [Span(*place).of(text) for place in places] == [run] * text.count(run)
    assert len(literal(run, cased=False).places(reading)) == text.lower().count(run.lower())
