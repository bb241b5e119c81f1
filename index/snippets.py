"""The sentences of a hit that show why it is one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from corpus.model import Span
from index.exact.layout import Layout, Spans, path_at
from index.exact.places import Places, rows
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
    """Characters of the text with the places in them."""

    start: int
    end: int
    places: list[Place] = field(default_factory=list)


def snippets(reading: Reading, found: Sequence[Places], shown: int = SHOWN) -> tuple[Snippet, ...]:
    """Up to `shown` snippets in the order of the text: those with most of what was looked for.

    `found` has the places of each thing looked for; where all are empty, the first sentence stands in.
    """
    passages = _passages(reading.layout, found, shown) or _lead(reading)
    return tuple(_snippet(passage, reading) for passage in sorted(passages, key=lambda p: p.start))


def _passages(layout: Layout, found: Sequence[Places], shown: int) -> list[_Passage]:
    """The best sentences: most things looked for in them, then most places, then first."""
    places = found[0] if len(found) == 1 else np.concatenate([rows(()), *found])
    if not len(places):
        return []
    starts, ends = _around(layout.sentences, places)
    units, number, size = np.unique((starts << 32) | ends, return_inverse=True, return_counts=True)
    kinds = _kinds(number, found)
    best = np.lexsort((units, -size, -kinds))[:shown].tolist()
    return [
        _Passage(
            int(units[n] >> 32), int(units[n] & 0xFFFFFFFF), [(s, e) for s, e in places[number == n].tolist()]
        )
        for n in best
    ]


def _kinds(number: NDArray[np.int64], found: Sequence[Places]) -> NDArray[np.int64]:
    """How many things each passage has, from the passage's number of every place."""
    each = np.split(number, np.cumsum([len(places) for places in found])[:-1]) if len(found) > 1 else [number]
    size = int(number.max()) + 1
    kinds: NDArray[np.int64] = np.sum([np.bincount(numbers, minlength=size) > 0 for numbers in each], axis=0)
    return kinds


def _around(units: Spans, places: Places) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """From the start of the sentence or cell of a place's first character to the end of that of its last."""
    at = np.searchsorted(units[:, 0], places[:, 0], "right") - 1
    if len(units) and at.min() >= 0 and (places[:, 1] <= units[at, 1]).all():
        return units[at, 0].astype(np.int64), units[at, 1].astype(np.int64)
    bounds = np.vstack((units.astype(np.int64), [[-1, -1]]))
    first = bounds[np.searchsorted(units[:, 0], places[:, 0], "right") - 1]
    last = bounds[np.searchsorted(units[:, 0], places[:, 1] - 1, "right") - 1]
    starts = np.where(places[:, 0] < first[:, 1], first[:, 0], places[:, 0])
    ends = np.where(places[:, 1] - 1 < last[:, 1], last[:, 1], places[:, 1])
    return starts, np.maximum(ends, places[:, 1])


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
