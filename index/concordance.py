"""Every place of a query's words and phrases with what stands around it, and counts by year."""

import time
from collections.abc import Iterable, Iterator

import numpy as np

from corpus.model import Span
from index.answer import Answer
from index.budget import spent
from index.model import Line, LineOrder, YearCount
from index.settings import limits
from index.snippets import Place
from kb.store.reader import Snapshot

CONTEXT = 30
"""Code points shown on either side."""


def concordance(
    found: Answer, snapshot: Snapshot, order: LineOrder = "document", context: int = CONTEXT
) -> Iterator[Line]:
    """All places, one line each (places that overlap are one). One document at a time is in memory, except
    in the orders by left or right context, which need all lines before the first.
    """
    lines = _lines(found, snapshot, order, context)
    if order == "left":
        yield from sorted(lines, key=lambda line: (line.left[::-1], line.text, line.document.id, line.span))
    elif order == "right":
        yield from sorted(lines, key=lambda line: (line.right, line.text, line.document.id, line.span))
    else:
        yield from lines


def _lines(found: Answer, snapshot: Snapshot, order: LineOrder, context: int) -> Iterator[Line]:
    exact, documents = found.opened.exact, found.opened.catalogue.documents
    seconds, started = limits().seconds_per_stream, time.thread_time()
    for number in _documents(found, order):
        if time.thread_time() > started + seconds:
            raise spent(seconds)
        reading = exact.reading(number)
        text = reading.text
        for span in _apart(
            place for places in found.places(snapshot, reading, number) for place in places.tolist()
        ):
            left, right = text[max(0, span.start - context) : span.start], text[span.end : span.end + context]
            yield Line(documents[number], span, _line(left), _line(span.of(text)), _line(right))


def _apart(places: Iterable[Place]) -> Iterator[Span]:
    """Places in order, those that overlap joined; those that only touch (公开公开) are two."""
    start = end = 0
    for place in sorted(places):
        if place[0] < end:
            end = max(end, place[1])
            continue
        if end:
            yield Span(start, end)
        start, end = place
    if end:
        yield Span(start, end)


def _documents(found: Answer, order: LineOrder) -> list[int]:
    numbers: list[int] = found.order.tolist()
    documents = found.opened.catalogue.documents
    if order == "year":
        numbers.sort(key=lambda n: documents[n].year or 9999)
    if order == "agency":
        numbers.sort(key=lambda n: (documents[n].agency is None, documents[n].agency or ""))
    return numbers


def _line(text: str) -> str:
    return text.translate({ord("\n"): " ", ord("\t"): " "})


def by_year(found: Answer) -> Iterator[YearCount]:
    """The answer by year, oldest first, years between the first and the last included; last those without."""
    years, among = found.opened.catalogue.years, found.documents
    documents = np.bincount(years[among])
    places = np.bincount(years[among], weights=found.occurrences[among])
    every = np.bincount(years, minlength=len(documents) or 1)
    known = np.flatnonzero(documents[1:]) + 1
    for year in range(int(known[0]), int(known[-1]) + 1) if len(known) else ():
        yield YearCount(year, int(documents[year]), int(places[year]), int(every[year]))
    if len(documents) and documents[0]:
        yield YearCount(None, int(documents[0]), int(places[0]), int(every[0]))
