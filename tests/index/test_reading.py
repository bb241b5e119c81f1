"""Patterns and neighbourhoods against the plainest way of finding them in one text."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.exact.looked import SENTENCE_ENDS
from index.exact.probes import Pattern, Same, literal
from index.exact.reading import Reading
from index.query.tree import Gap, Pieces

TEXTS = st.text(alphabet="甲乙丙é𠀀a。！\n，", max_size=60)
PATTERNS: list[Pieces] = [
    ("甲", Gap.RUN, "乙"),
    ("甲", Gap.RUN, "甲"),
    ("甲", Gap.RUN, "乙", Gap.RUN, "丙"),
    ("甲", Gap.ONE, "乙"),
    (Gap.ONE, "甲", Gap.RUN, "乙"),
    (Gap.ONE, Gap.RUN, "甲"),
    (Gap.ONE, Gap.ONE, Gap.RUN, "甲", Gap.ONE),
    ("甲", Gap.RUN, "乙", Gap.ONE),
    ("甲", Gap.RUN, Gap.ONE),
    ("甲", Gap.RUN, Gap.ONE, Gap.RUN, "乙"),
    ("a甲", Gap.RUN, Gap.ONE, "é"),
    ("甲甲", Gap.RUN, "甲甲"),
]


def spans(pieces: Pieces, text: str) -> list[list[int]]:
    """By one regular expression."""
    other = rf"[^{SENTENCE_ENDS}]"
    parts = {Gap.RUN: f"{other}*?", Gap.ONE: other}
    pattern = "".join(parts[p] if isinstance(p, Gap) else re.escape(p) for p in pieces)
    return [list(match.span()) for match in re.finditer(pattern, text)]


@pytest.mark.parametrize("pieces", PATTERNS, ids=repr)
@settings(max_examples=200, deadline=None)
@given(text=TEXTS)
def test_patterns_stand_where_a_regular_expression_finds_them(pieces: Pieces, text: str) -> None:
    assert Pattern(pieces).places(Reading(text, pytest.fail)).tolist() == spans(pieces, text)


class Units:
    """Lines as sentences."""

    def __init__(self, text: str) -> None:
        found = [match.span() for match in re.finditer(r"[^\n]+", text)]
        self.sentences = np.array(found, dtype=np.int32).reshape(-1, 2)
        self.paragraphs = self.headings = self.sentences
        self.parts = ()


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
