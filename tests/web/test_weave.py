"""Woven text keeps every character, nests, and gives each annotation exactly its own characters."""

import itertools
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Span
from web.render.weave import Annotation, Weaver, weave


class Reader(HTMLParser):
    """Reads markup strictly: each element must be closed in its turn; gathers texts by class, and ids."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.ids, self.texts = "", [], {}
        self.stack: list[tuple[str, str]] = []
        self.feed(source)
        self.close()
        assert not self.stack

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.stack.append((tag, given.get("class", "")))
        if "id" in given:
            self.ids.append(given["id"])

    def handle_endtag(self, tag):
        assert self.stack.pop()[0] == tag

    def handle_data(self, data):
        self.text += data
        for _, name in self.stack:
            self.texts[name] = self.texts.get(name, "") + data


texts = st.text(st.sampled_from("政务公开<>&\"'*_[]() \n"), min_size=1, max_size=40)


@st.composite
def annotated(draw):
    text = draw(texts)
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    spans = [Span(*sorted(pair)) for pair in draw(st.lists(places, max_size=8))]
    tags = draw(st.lists(st.sampled_from(["span", "mark"]), min_size=len(spans), max_size=len(spans)))
    return text, [
        Annotation(span, tag, (("class", f"n{i}"),), f"i{i}")
        for i, (span, tag) in enumerate(zip(spans, tags, strict=True))
    ]


@given(annotated())
def test_every_character_stays_and_each_annotation_has_its_own(case):
    text, annotations = case
    read = Reader(weave(text, Span(0, len(text)), annotations))
    assert read.text == text
    for number, annotation in enumerate(annotations):
        assert read.texts.get(f"n{number}", "") == annotation.span.of(text)
    assert len(read.ids) == len(set(read.ids))


@given(annotated(), st.data())
def test_blocks_together_hold_what_one_block_holds(case, data):
    text, annotations = case
    cuts = sorted({0, len(text), *data.draw(st.lists(st.integers(0, len(text)), max_size=4))})
    weaver = Weaver(text, annotations)
    reads = [Reader(weaver.block(Span(*pair))) for pair in itertools.pairwise(cuts)]
    assert "".join(read.text for read in reads) == text
    for number, annotation in enumerate(annotations):
        assert "".join(read.texts.get(f"n{number}", "") for read in reads) == annotation.span.of(text)
    ids = [key for read in reads for key in read.ids]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("spans", "woven"),
    [
        ([(0, 4)], "<i>abcd</i>"),
        ([(1, 3)], "a<i>bc</i>d"),
        ([(0, 4), (1, 2)], "<i>a<i>b</i>cd</i>"),
        ([(0, 2), (2, 4)], "<i>ab</i><i>cd</i>"),
        ([(0, 3), (1, 4)], "<i>a<i>bc</i></i><i>d</i>"),
        ([(2, 2)], "ab<i></i>cd"),
    ],
)
def test_nesting_and_splitting(spans, woven):
    annotations = [Annotation(Span(*span), "i") for span in spans]
    assert weave("abcd", Span(0, 4), annotations) == woven
