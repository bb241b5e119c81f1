"""The figures of platforms, each with the characters that give it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.model import Span
from kb.model import Figure, PlatformMention
from kb.store.reader import Snapshot
from kb.store.rows import Placed
from web.profiles.quotes import Quote, Quotes


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure as one place gives it; `quote` marks the figure's own characters, `year` is its document's."""

    figure: Figure
    year: int | None
    quote: Quote


def readings(snapshot: Snapshot, platform_id: str) -> tuple[Reading, ...]:
    """The figures of a platform, newest document first, in the order of the text."""
    places = [place for place in snapshot.mentions_of(platform_id) if _figures(place)]
    quotes = Quotes(snapshot, (place.document_id for place in places))
    found = list(_read(places, quotes))
    return tuple(sorted(found, key=lambda reading: -(reading.year or 0)))


def _figures(place: Placed) -> tuple[Figure, ...]:
    return place.mention.figures if isinstance(place.mention, PlatformMention) else ()


def _read(places: Iterable[Placed], quotes: Quotes) -> Iterator[Reading]:
    for place in places:
        for figure in _figures(place):
            span = Span(figure.start, figure.end)
            sentence = Span(min(place.sentence.start, span.start), max(place.sentence.end, span.end))
            quote = quotes.at(place.document_id, span, sentence)
            yield Reading(figure, quote.document.year, quote)
