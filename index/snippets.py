"""The sentences of a hit that show why it is one."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corpus.model import Span
from index.exact.layout import Layout, path_at
from index.exact.probes import Reading
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
    """Characters of the text with the places in them; `looked_for` numbers the things found here."""

    start: int
    end: int
    places: list[Place] = field(default_factory=list)
    looked_for: set[int] = field(default_factory=set)

    @property
    def rank(self) -> tuple[int, int, int]:
        return -len(self.looked_for), -len(self.places), self.start


def snippets(reading: Reading, found: Sequence[Iterable[Place]], shown: int = SHOWN) -> tuple[Snippet, ...]:
    """Up to `shown` snippets in the order of the text: those with most of what was looked for.

    `found` has the places of each thing looked for; where all are empty, the first sentence stands in.
    """
    passages = _passages(reading.layout, found) or _lead(reading)
    best = sorted(sorted(passages, key=lambda p: p.rank)[:shown], key=lambda p: p.start)
    return tuple(_snippet(passage, reading) for passage in best)


def _passages(layout: Layout, found: Sequence[Iterable[Place]]) -> list[_Passage]:
    units = layout.sentences.tolist()
    starts = [start for start, _ in units]
    passages: dict[Place, _Passage] = {}
    for number, places in enumerate(found):
        for place in places:
            start = _unit_at(units, starts, place[0])[0]
            end = max(place[1], _unit_at(units, starts, place[1] - 1)[1])
            passage = passages.setdefault((start, end), _Passage(start, end))
            passage.places.append(place)
            passage.looked_for.add(number)
    return list(passages.values())


def _unit_at(units: list[list[int]], starts: list[int], offset: int) -> Sequence[int]:
    """The sentence or cell that holds the character at `offset`; that character alone failing both."""
    at = bisect_right(starts, offset) - 1
    return units[at] if at >= 0 and offset < units[at][1] else (offset, offset + 1)


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
