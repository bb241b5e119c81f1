"""Words found at once: the longest at each place, whatever other words begin alike."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.spotting import longest_words, word_automaton


def plainly(words: set[str], text: str) -> list[tuple[int, str]]:
    """The same by trying every word at every place."""
    found, at = [], 0
    while at < len(text):
        here = max((w for w in words if text.startswith(w, at)), key=len, default="")
        if here:
            found.append((at, here))
        at += len(here) or 1
    return found


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ({"委", "管理委员会"}, "建设管理委", [(4, "委")]),
        ({"政府", "人民政府", "人民政府办公厅"}, "市人民政府办公室", [(1, "人民政府")]),
        ({"甲"}, "", []),
    ],
)
def test_longest_words(words: set[str], text: str, found: list[tuple[int, str]]) -> None:
    assert list(longest_words(word_automaton(words), text)) == found


@given(
    st.sets(st.text(alphabet="甲乙丙", min_size=1, max_size=4), min_size=1, max_size=8),
    st.text(alphabet="甲乙丙丁", max_size=30),
)
def test_as_if_every_word_were_tried_everywhere(words: set[str], text: str) -> None:
    assert list(longest_words(word_automaton(words), text)) == plainly(words, text)


@given(st.text(alphabet="甲乙丙丁", max_size=30))
def test_a_shorter_word_is_taken_where_the_longest_does_not_fit(text: str) -> None:
    words = {"甲", "甲乙", "乙丙", "丙丁甲"}
    pattern = re.compile("(?:丙丁甲|甲乙|乙丙|甲)(?!丁)")
    found = longest_words(word_automaton(words), text, lambda end: text[end : end + 1] != "丁")
    assert list(found) == [(match.start(), match[0]) for match in pattern.finditer(text)]
