"""Words: both segmenters give the same, user words keep their parts, nothing is lost."""

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from corpus.read import read_document
from index.words import Dictionary, Segmenter, has_rjieba

needs_rjieba = pytest.mark.skipif(
    not has_rjieba(), reason="LOUD SKIP: rjieba is not installed, twins not compared"
)
DICTIONARY = Dictionary.of(["山东省文化和旅游厅", "政府信息公开条例", "王磊任", "ab条例", "条例"])


@pytest.fixture(scope="module")
def twins() -> tuple[Segmenter, Segmenter]:
    return Segmenter(DICTIONARY, fast=True), Segmenter(DICTIONARY, fast=False)


@needs_rjieba
def test_both_segmenters_give_the_same_words_on_the_seeds(
    seeds: list[Path], twins: tuple[Segmenter, Segmenter]
) -> None:
    fast, slow = twins
    for path in seeds:
        text = read_document(path).text
        assert fast.with_parts(text) == slow.with_parts(text)


@needs_rjieba
def test_both_segmenters_give_the_same_words_on_statutes_and_documents(
    shared: Path, twins: tuple[Segmenter, Segmenter]
) -> None:
    fast, slow = twins
    for path in sorted((shared / "documents").glob("*.txt")):
        text = read_document(path).text
        assert fast.words(text) == slow.words(text)


@needs_rjieba
@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="政府信息公开条例山东省文化和旅游厅的王磊任〇䶮 aB1.，\n-é", max_size=40))
def test_both_segmenters_give_the_same_words_on_anything(text: str) -> None:
    """But for one character three times in a row, where two ways to cut are equally good (条条|条, 条|条条)."""
    assume(not any(a == b == c for a, b, c in zip(text, text[1:], text[2:], strict=False)))
    fast, slow = _TWINS
    assert fast.words(text) == slow.words(text)


_TWINS = (Segmenter(DICTIONARY, fast=has_rjieba()), Segmenter(DICTIONARY, fast=False))


@pytest.mark.parametrize("fast", [pytest.param(True, marks=needs_rjieba), False])
@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("山东省文化和旅游厅", ["山东省文化和旅游厅"]),
        ("主动公开785条，占12.5%", ["主动", "公开", "785", "条", "占", "12.5"]),
        ("COVID-19 www.gov.cn", ["covid", "19", "www", "gov", "cn"]),
        ("第5条", ["第", "5", "条"]),
        ("", []),
        ("，。！\n", []),
        ("〇䶮é", ["〇", "䶮", "é"]),
    ],
)
def test_words(text: str, words: list[str], *, fast: bool) -> None:
    assert Segmenter(DICTIONARY, fast=fast).words(text) == words


def test_a_user_word_is_indexed_with_its_parts() -> None:
    segmenter = Segmenter(DICTIONARY)
    assert segmenter.with_parts("山东省文化和旅游厅") == [
        "山东省文化和旅游厅", "山东省", "文化", "和", "旅游", "厅",
    ]  # fmt: skip
    assert segmenter.parts("山东省文化和旅游厅") == ["山东省", "文化", "和", "旅游", "厅"]


def test_the_dictionary_takes_only_han_names_and_its_version_tells_them() -> None:
    assert DICTIONARY.words == ("山东省文化和旅游厅", "政府信息公开条例", "王磊任")
    assert DICTIONARY.version == Dictionary.of(reversed(DICTIONARY.words)).version
    assert DICTIONARY.version != Dictionary.of(DICTIONARY.words[1:]).version
