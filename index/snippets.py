"""The sentences of a hit that show why it is one."""

import heapq
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from corpus.model import Span
from index.exact.layout import Layout, Spans, path_at
from index.exact.places import Places
from index.exact.reading import Reading
from index.model import Snippet

Place = tuple[int, int]
"""Start and end."""

CONSIDERED = 2000
"""So many places of each thing are looked at for the best snippets; huge documents have millions."""

SHOWN = 3
LONGEST = 240
BEFORE = 60
"""Snippets in a hit; code points of one; of these before the first mark, where a sentence is too long."""

LEAD = 15
"""A sentence at least this long can stand for a document that has nothing to mark."""


@dataclass(slots=True)
class _Passage:
    """Characters of the text with the places in them; `things`, what was found there, a bit each."""

    start: int
    end: int
    places: list[Place] = field(default_factory=list)
    things: int = 0


def snippets(reading: Reading, found: Sequence[Places], shown: int = SHOWN) -> tuple[Snippet, ...]:
    """Up to `shown` snippets in the order of the text: those with most of what was looked for.

    `found` has the places of each thing looked for; where all are empty, the first sentence stands in.
    """
    passages = _passages(reading.layout, found, shown) or _lead(reading)
    return tuple(_snippet(passage, reading) for passage in sorted(passages, key=lambda p: p.start))


def _passages(layout: Layout, found: Sequence[Places], shown: int) -> list[_Passage]:
    """The best sentences: most things looked for in them, then most places, then first."""
    passages: dict[Place, _Passage] = {}
    around = _around(layout.sentences)
    for number, places in enumerate(found):
        for start, end in places.tolist():
            bounds = around(start, end)
            passage = passages.get(bounds) or passages.setdefault(bounds, _Passage(*bounds))
            passage.places.append((start, end))
            passage.things |= 1 << number
    return heapq.nsmallest(shown, passages.values(), key=_worth)


def _worth(passage: _Passage) -> tuple[int, int, int, int]:
    return -passage.things.bit_count(), -len(passage.places), passage.start, passage.end


def _around(units: Spans) -> Callable[[int, int], Place]:
    """From the start of the sentence or cell of a place's first character to the end of that of its last."""
    starts, ends = units[:, 0].data, units[:, 1].data

    def around(start: int, end: int) -> Place:
        at = bisect_right(starts, start) - 1
        first = starts[at] if at >= 0 and start < ends[at] else start
        if at < 0 or end > ends[at]:
            at = bisect_right(starts, end - 1) - 1
        return first, max(end, ends[at]) if at >= 0 else end

    return around


def _lead(reading: Reading) -> list[_Passage]:
    units = reading.layout.sentences.tolist() or [[0, len(reading.text)]]
    long = [unit for unit in units if unit[1] - unit[0] >= LEAD]
    return [_Passage(*unit) for unit in (long or list(units))[:1] if unit[1] > unit[0]]


def _snippet(passage: _Passage, reading: Reading) -> Snippet:
    places = sorted(passage.places)
    start, end = passage.start, passage.end
    if end - start > LONGEST:
        first = places[0][0] if places else start
        start = max(start, first - BEFORE)
        end = min(end, max(start + LONGEST, places[0][1] if places else 0))
    span = Span(start, end)
    marks = merged((max(a, start), min(b, end)) for a, b in places if a < end)
    return Snippet(span, marks, span.of(reading.text), path_at(reading.layout, start))


def merged(places: Iterable[Place]) -> tuple[Span, ...]:
    """Places that overlap or touch, joined."""
    joined: list[Place] = []
    for start, end in sorted(places):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(Span(*place) for place in joined)
