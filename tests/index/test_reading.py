"""Patterns and neighbourhoods against the plainest way of finding them, in text and in bytes."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.exact import reading as module
from index.exact.probes import Same, literal
from index.exact.reading import SENTENCE_ENDS, Encoded, Reading, encoded
from index.query.tree import Gap, Pieces

TEXTS = st.text(alphabet="甲乙丙é𠀀a。！\n，", max_size=60)
PATTERNS: list[Pieces] = [
    ("甲", Gap.RUN, "乙"),
    ("甲", Gap.RUN, "甲"),
    ("甲", Gap.RUN, "乙", Gap.RUN, "丙"),
    ("甲", Gap.ONE, "乙"),
    (Gap.ONE, "甲", Gap.RUN, "乙"),
    ("甲", Gap.RUN, "乙", Gap.ONE),
    ("a甲", Gap.RUN, Gap.ONE, "é"),
]


def spans(pieces: Pieces, text: str) -> list[list[int]]:
    """By one regular expression."""
    other = rf"[^{SENTENCE_ENDS}]"
    parts = {Gap.RUN: f"{other}*?", Gap.ONE: other}
    pattern = "".join(parts[p] if isinstance(p, Gap) else re.escape(p) for p in pieces)
    return [list(match.span()) for match in re.finditer(pattern, text)]


def in_bytes(places: list[list[int]], text: str) -> list[list[int]]:
    return [[len(encoded(text[:offset])) for offset in place] for place in places]


@pytest.mark.parametrize("pieces", PATTERNS, ids=repr)
@pytest.mark.parametrize("nearby", [600, 3])
@settings(max_examples=100, deadline=None)
@given(text=TEXTS)
def test_patterns_stand_where_a_regular_expression_finds_them(pieces: Pieces, nearby: int, text: str) -> None:
    kept, module.NEARBY = module.NEARBY, nearby
    try:
        expected = spans(pieces, text)
        assert Reading(text, pytest.fail).pattern(pieces, cased=True).tolist() == expected
        inside = Encoded(encoded(text), pytest.fail).pattern(pieces, cased=True)
        assert inside.tolist() == in_bytes(expected, text)
    finally:
        module.NEARBY = kept


class Units:
    """Lines as sentences."""

    def __init__(self, text: str) -> None:
        found = [match.span() for match in re.finditer(r"[^\n]+", text)]
        self.sentences = np.array(found, dtype=np.int32).reshape(-1, 2)
        self.paragraphs, self.parts = self.sentences, ()


@settings(max_examples=200, deadline=None)
@given(text=TEXTS, runs=st.lists(st.sampled_from(["甲", "乙", "甲乙", "a", "。"]), min_size=2, max_size=3))
def test_one_sentence_holds_all(text: str, runs: list[str]) -> None:
    expected = {
        (line.start() + at.start(), line.start() + at.end())
        for line in re.finditer(r"[^\n]+", text)
        if all(run in line.group() for run in runs)
        for run in runs
        for at in re.finditer(re.escape(run), line.group())
    }
    probe = Same(tuple(literal(run, cased=True) for run in runs), "sentence")
    assert set(map(tuple, probe.places(Reading(text, lambda: Units(text))).tolist())) == expected
